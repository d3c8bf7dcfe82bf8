"""Addresses of this room; they stand below /themabijeenkomsten/."""

from django.urls import path

from network.theme_meetings import views

app_name = "theme_meetings"
urlpatterns = [
    path("<slug:slug>/", views.theme_meeting_detail, name="theme_meeting_detail"),
]
