"""Addresses of this room; they stand below /partners/."""

from django.urls import path  # noqa: F401

app_name = "partners"
urlpatterns = []
