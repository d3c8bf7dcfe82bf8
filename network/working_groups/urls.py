"""Addresses of this room; they stand below /werkgroepen/."""

from django.urls import path  # noqa: F401

app_name = "working_groups"
urlpatterns = []
