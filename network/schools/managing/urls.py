"""Addresses of the settings; they stand below /instellingen/."""

from django.urls import path

from network.schools.managing import views

app_name = "settings"
urlpatterns = [
    path("", views.network, name="network"),
    path("kleuren/", views.preview, name="preview"),
    path("kleuren.css", views.preview_colours, name="preview_colours"),
    path("logo/", views.logo, name="logo"),
    path("logo/verwijderen/", views.logo_remove, name="logo_remove"),
    path("normen/", views.norms, name="norms"),
    path("themas/", views.themes, name="themes"),
    path("themas/nieuw/", views.theme, name="theme_add"),
    path("themas/<int:pk>/", views.theme, name="theme_edit"),
    path("vakanties/", views.holidays, name="holidays"),
    path("vakanties/nieuw/", views.holiday, name="holiday_add"),
    path("vakanties/bestand/", views.holidays_look, name="holidays_look"),
    path("vakanties/toevoegen/", views.holidays_add, name="holidays_add"),
    path("vakanties/<int:pk>/", views.holiday, name="holiday_edit"),
    path("vakanties/<int:pk>/verwijderen/", views.holiday_remove, name="holiday_remove"),
    path("scholen/", views.schools, name="schools"),
    path("scholen/nieuw/", views.school, name="school_add"),
    path("scholen/<int:pk>/", views.school, name="school_edit"),
    path("besturen/nieuw/", views.board, name="board_add"),
    path("besturen/<int:pk>/", views.board, name="board_edit"),
]
