"""Addresses of this room; they stand below /mijn/."""

from django.urls import path

from network.people import views

app_name = "people"
urlpatterns = [
    path("profiel/", views.profile, name="profile"),
    path("profiel/wijzigen/", views.profile_edit, name="profile_edit"),
    path("profiel/wensen/", views.wishes_edit, name="wishes_edit"),
]
