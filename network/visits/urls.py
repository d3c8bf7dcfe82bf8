"""Addresses of this room; they stand below /werkbezoeken/."""

from django.urls import path

from network.visits import views

app_name = "visits"
urlpatterns = [
    path("<slug:slug>/", views.visit_detail, name="visit_detail"),
]
