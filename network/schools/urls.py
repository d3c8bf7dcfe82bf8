"""Addresses of this room; they stand below /scholen/."""

from django.urls import path  # noqa: F401

app_name = "schools"
urlpatterns = []
