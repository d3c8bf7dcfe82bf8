"""Addresses for whoever looks after privacy; they stand below /beheer/privacy/."""

from django.urls import path

from network.privacy.views import breaches, office

app_name = "privacy_office"
urlpatterns = [
    path("", office.home, name="home"),
    path("verwerkingen/", office.register, name="register"),
    path("verwerkingen.csv", office.register_download, name="register_download"),
    path("bewaren/", office.retention_table, name="retention"),
    path("verklaring/", office.statement_write, name="statement_write"),
    path("verklaring/publiceren/", office.statement_publish, name="statement_publish"),
    path("datalekken/", breaches.breach_list, name="breach_list"),
    path("datalekken/nieuw/", breaches.breach_record, name="breach_record"),
    path("datalekken/<int:pk>/", breaches.breach_detail, name="breach_detail"),
    path("datalekken/<int:pk>/wijzigen/", breaches.breach_edit, name="breach_edit"),
    path("datalekken/<int:pk>/sluiten/", breaches.breach_close, name="breach_close"),
]
