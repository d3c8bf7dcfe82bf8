"""Addresses by which people come in."""

from django.urls import path

from network.people.views import entry, joining, stopping

app_name = "entry"
urlpatterns = [
    path("uitnodiging/<str:token>/", entry.link, name="link"),
    path("uitnodiging/", entry.accept, name="accept"),
    path("welkom/over-mij/", entry.about_me, name="about_me"),
    path("welkom/voorkeuren/", entry.wishes, name="wishes"),
    path("meedoen/", joining.join, name="join"),
    path("meedoen/bevestigen/", joining.join_confirm, name="join_confirm"),
    path("meedoen/bevestigen/<str:token>/", joining.join_link, name="join_link"),
    path("mail/stoppen/<str:signed>/", stopping.stop_mail, name="stop_mail"),
]
