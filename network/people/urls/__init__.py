"""Addresses of this room; they stand below /mijn/."""

from django.urls import path

from network.people import views
from network.people.views import school_accounts, security, signing_in
from network.people.views.directory import profile_preview

app_name = "people"
urlpatterns = [
    path("veiligheid/", security.overview, name="security"),
    path("veiligheid/ben-jij-het/", signing_in.prove_by_code, name="prove_by_code"),
    path("veiligheid/sessies/", security.sessions_end, name="sessions_end"),
    path("veiligheid/koppel/<slug:provider>/", school_accounts.link, name="school_account_link"),
    path("veiligheid/ontkoppel/<int:pk>/", school_accounts.unlink, name="school_account_unlink"),
    path("profiel/", views.profile, name="profile"),
    path("profiel/wijzigen/", views.profile_edit, name="profile_edit"),
    path("profiel/wensen/", views.wishes_edit, name="wishes_edit"),
    path("profiel/zo-zien-anderen-je/", profile_preview, name="profile_preview"),
]
