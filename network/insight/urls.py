"""Addresses of this room; they stand below /samenhang/."""

from django.urls import path  # noqa: F401

app_name = "insight"
urlpatterns = []
