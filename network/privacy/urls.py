"""Addresses of one's own data and of the privacy statement; the first stand below /mijn/gegevens/."""

from django.urls import path

from network.privacy.views import own_data, statement

app_name = "privacy"
urlpatterns = [
    path("", own_data.own_data, name="own_data"),
    path("kopie/", own_data.copy_ask, name="copy_ask"),
    path("kopie/<uuid:key>/", own_data.copy_detail, name="copy_detail"),
    path("kopie/<uuid:key>/bestand/", own_data.copy_download, name="copy_download"),
    path("verwijderen/", own_data.erasure, name="erasure"),
    path("verwijderen/vragen/", own_data.erasure_ask, name="erasure_ask"),
    path("verwijderen/toch-niet/", own_data.erasure_take_back, name="erasure_take_back"),
    path("verklaring/", statement.statement_accept, name="statement_accept"),
]
