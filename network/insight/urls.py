"""Addresses of this room; they stand below /samenhang/."""

from django.urls import path

from network.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.thread, name="thread"),
    path("kaders/<slug:slug>/", views.framework_thread, name="framework_thread"),
]
