"""Addresses of this room; they stand below /themabijeenkomsten/."""

from django.urls import path  # noqa: F401

app_name = "theme_meetings"
urlpatterns = []
