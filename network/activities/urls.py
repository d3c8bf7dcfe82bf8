"""Addresses of this room; they stand below /agenda/."""

from django.urls import path

from network.activities.views import agenda, detail, seats

app_name = "activities"
urlpatterns = [
    path("", agenda.activity_list, name="activity_list"),
    path("mijn.ics", agenda.my_calendar, name="my_calendar"),
    path("uitnodigingen/<int:pk>/afslaan/", seats.invitation_decline, name="invitation_decline"),
    path("<slug:slug>/", detail.activity_detail, name="activity_detail"),
    path("<slug:slug>/kalender.ics", agenda.activity_calendar, name="activity_calendar"),
    path("<slug:slug>/aanmelden/", seats.activity_register, name="activity_register"),
    path("<slug:slug>/afmelden/", seats.activity_withdraw, name="activity_withdraw"),
]
