"""Addresses of this room; they stand below /mijn/."""

from django.urls import path  # noqa: F401

app_name = "people"
urlpatterns = []
