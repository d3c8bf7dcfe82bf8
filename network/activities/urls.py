"""Addresses of this room; they stand below /agenda/."""

from django.urls import path  # noqa: F401

app_name = "activities"
urlpatterns = []
