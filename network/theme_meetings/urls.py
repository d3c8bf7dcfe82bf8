"""Addresses of this room; they stand below /themabijeenkomsten/."""

from django.urls import path

from network.theme_meetings import views

app_name = "theme_meetings"
urlpatterns = [
    path("nieuw/", views.theme_meeting_plan, name="theme_meeting_plan"),
    path("<slug:slug>/", views.theme_meeting_detail, name="theme_meeting_detail"),
    path("<slug:slug>/bewerken/", views.theme_meeting_edit, name="theme_meeting_edit"),
    path("<slug:slug>/programma/", views.programme_edit, name="programme_edit"),
]
