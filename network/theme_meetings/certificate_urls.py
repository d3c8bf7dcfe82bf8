"""Addresses of certificates, below /bewijs/ for everyone, and of one's own overview, below /mijn/deelname/."""

from django.urls import path

from network.theme_meetings.views import checking, holder, overview

app_name = "certificates"
urlpatterns = [
    path("bewijs/", checking.ask, name="ask"),
    path("bewijs/gast/<str:token>/<str:code>.pdf", holder.guest_document, name="guest_document"),
    path("bewijs/<str:code>/", checking.check, name="check"),
    path("mijn/deelname/", overview.year, name="year"),
    path("mijn/deelname/<int:first>.csv", overview.year_download, name="year_download"),
    path("mijn/deelname/<int:first>.pdf", overview.year_document, name="year_document"),
    path("mijn/deelname/bewijs/<str:code>/", holder.certificate_detail, name="certificate_detail"),
    path("mijn/deelname/bewijs/<str:code>/bewijs.pdf", holder.certificate_document, name="certificate_document"),
]
