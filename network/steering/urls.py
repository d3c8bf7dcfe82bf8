"""Addresses of this room; they stand below /stuurgroep/."""

from django.urls import path  # noqa: F401

app_name = "steering"
urlpatterns = []
