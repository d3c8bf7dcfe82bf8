"""Addresses by which people come in."""

from django.urls import path

from network.people.views import entry, stopping

app_name = "entry"
urlpatterns = [
    path("uitnodiging/<str:token>/", entry.link, name="link"),
    path("uitnodiging/", entry.accept, name="accept"),
    path("welkom/over-mij/", entry.about_me, name="about_me"),
    path("welkom/voorkeuren/", entry.wishes, name="wishes"),
    path("mail/stoppen/<str:signed>/", stopping.stop_mail, name="stop_mail"),
]
