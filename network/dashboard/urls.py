"""Addresses of this room: the front door and everyone's own first page."""

from django.urls import path

from network.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("mijn/welkom/", views.landing, name="landing"),
    path("mijn-start/", views.start, name="start"),
    path("dashboard/", views.overview, name="overview"),
    path("dashboard/mail/<int:pk>/opnieuw/", views.mail_send_again, name="mail_send_again"),
]
