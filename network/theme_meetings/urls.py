"""Addresses of this room; they stand below /themabijeenkomsten/."""

from django.urls import path

from network.theme_meetings.views import certificates, meeting

app_name = "theme_meetings"
urlpatterns = [
    path("nieuw/", meeting.theme_meeting_plan, name="theme_meeting_plan"),
    path("<slug:slug>/", meeting.theme_meeting_detail, name="theme_meeting_detail"),
    path("<slug:slug>/bewerken/", meeting.theme_meeting_edit, name="theme_meeting_edit"),
    path("<slug:slug>/programma/", meeting.programme_edit, name="programme_edit"),
    path("<slug:slug>/bewijzen/", certificates.certificate_list, name="certificate_list"),
    path("<slug:slug>/bewijzen/voorbeeld.pdf", certificates.certificate_example, name="certificate_example"),
    path("<slug:slug>/bewijzen/verbeteren/", certificates.certificates_correct, name="certificates_correct"),
    path("<slug:slug>/bewijzen/<int:pk>/intrekken/", certificates.certificate_revoke, name="certificate_revoke"),
]
