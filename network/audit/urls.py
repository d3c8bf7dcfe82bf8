"""Addresses of this room; they stand below /logboek/."""

from django.urls import path

from network.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("logboek.csv", views.trail_download, name="trail_download"),
    path("logboek.xlsx", views.trail_workbook, name="trail_workbook"),
]
