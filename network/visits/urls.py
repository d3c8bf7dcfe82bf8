"""Addresses of this room; they stand below /werkbezoeken/."""

from django.urls import path

from network.visits import views

app_name = "visits"
urlpatterns = [
    path("nieuw/", views.visit_plan, name="visit_plan"),
    path("<slug:slug>/", views.visit_detail, name="visit_detail"),
    path("<slug:slug>/bewerken/", views.visit_edit, name="visit_edit"),
]
