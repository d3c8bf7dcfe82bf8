"""Addresses of the list of people; they stand below /mensen/."""

from django.urls import path

from network.people.views import directory

app_name = "directory"
urlpatterns = [
    path("", directory.person_list, name="person_list"),
    path("<uuid:public_id>/", directory.person_detail, name="person_detail"),
]
