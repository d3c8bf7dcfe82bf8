"""Addresses of whoever invites; they stand below /uitnodigingen/."""

from django.urls import path

from network.people.views import invitations, lists, requests

app_name = "invitations"
urlpatterns = [
    path("", invitations.invitation_list, name="invitation_list"),
    path("tabel/", invitations.invitation_download, name="invitation_download"),
    path("nieuw/", invitations.invitation_send, name="invitation_send"),
    path("<int:pk>/opnieuw/", invitations.invitation_send_again, name="invitation_send_again"),
    path("<int:pk>/intrekken/", invitations.invitation_revoke, name="invitation_revoke"),
    path("lijst/", lists.list_hand_in, name="list_hand_in"),
    path("lijst/<int:pk>/", lists.list_detail, name="list_detail"),
    path("lijst/<int:pk>/bevestigen/", lists.list_confirm, name="list_confirm"),
    path("lijst/<int:pk>/weg/", lists.list_discard, name="list_discard"),
    path("lijst/<int:pk>/tabel/", lists.list_download, name="list_download"),
    path("verzoeken/", requests.request_list, name="request_list"),
    path("verzoeken/<int:pk>/uitnodigen/", requests.request_invite, name="request_invite"),
    path("verzoeken/<int:pk>/afwijzen/", requests.request_decline, name="request_decline"),
]
