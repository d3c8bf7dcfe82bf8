"""Addresses of this room; they stand below /logboek/."""

from django.urls import path

from network.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("download/", views.trail_download, name="trail_download"),
]
