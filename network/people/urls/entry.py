"""Addresses by which people come in."""

from django.urls import path

from network.people.views import entry

app_name = "entry"
urlpatterns = [
    path("uitnodiging/<str:token>/", entry.link, name="link"),
    path("uitnodiging/", entry.accept, name="accept"),
    path("welkom/", entry.about_me, name="about_me"),
    path("welkom/voorkeuren/", entry.wishes, name="wishes"),
]
