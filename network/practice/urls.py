"""Addresses of this room; they stand below /verhalen/."""

from django.urls import path  # noqa: F401

app_name = "practice"
urlpatterns = []
