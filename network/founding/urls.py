"""Addresses of this room; they stand below /begin/ and are not there once a network exists."""

from django.urls import path

from network.founding import views

app_name = "founding"
urlpatterns = [
    path("", views.network, name="network"),
    path("scholen/", views.schools, name="schools"),
    path("account/", views.account, name="account"),
    path("<str:token>/", views.enter, name="enter"),
]
