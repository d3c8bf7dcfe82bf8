"""Addresses of this room; they stand below /themabijeenkomsten/."""

from django.urls import path

from network.theme_meetings.views import certificates, looking_back, meeting

app_name = "theme_meetings"
urlpatterns = [
    path("nieuw/", meeting.theme_meeting_plan, name="theme_meeting_plan"),
    path("<slug:slug>/", meeting.theme_meeting_detail, name="theme_meeting_detail"),
    path("<slug:slug>/bewerken/", meeting.theme_meeting_edit, name="theme_meeting_edit"),
    path("<slug:slug>/programma/", meeting.programme_edit, name="programme_edit"),
    path("<slug:slug>/terugkijken/", looking_back.look_back, name="look_back"),
    path("<slug:slug>/evaluatie/", looking_back.evaluation_results, name="evaluation_results"),
    path("<slug:slug>/evaluatie/vragen/", looking_back.evaluation_edit, name="evaluation_edit"),
    path("<slug:slug>/evaluatie/uitkomst.<str:kind>", looking_back.evaluation_download, name="evaluation_download"),
    path("<slug:slug>/bewijzen/", certificates.certificate_list, name="certificate_list"),
    path("<slug:slug>/bewijzen/voorbeeld.pdf", certificates.certificate_example, name="certificate_example"),
    path("<slug:slug>/bewijzen/verbeteren/", certificates.certificates_correct, name="certificates_correct"),
    path("<slug:slug>/bewijzen/<int:pk>/intrekken/", certificates.certificate_revoke, name="certificate_revoke"),
]
