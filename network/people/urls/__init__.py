"""Addresses of this room; they stand below /mijn/."""

from django.urls import path

from network.people import views
from network.people.views.directory import profile_preview

app_name = "people"
urlpatterns = [
    path("profiel/", views.profile, name="profile"),
    path("profiel/wijzigen/", views.profile_edit, name="profile_edit"),
    path("profiel/zo-zien-anderen-je/", profile_preview, name="profile_preview"),
]
