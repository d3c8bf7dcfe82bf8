"""Addresses of this room; they stand below /werkbezoeken/."""

from django.urls import path  # noqa: F401

app_name = "visits"
urlpatterns = []
