"""Addresses of this room; they stand below /scholen/."""

from django.urls import path

from network.schools import views

app_name = "schools"
urlpatterns = [
    path("", views.school_list, name="school_list"),
    path("<slug:slug>/", views.school_detail, name="school_detail"),
    path("<slug:slug>/vertellen/", views.school_tell, name="school_tell"),
]
