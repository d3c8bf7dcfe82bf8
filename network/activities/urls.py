"""Addresses of this room; they stand below /agenda/."""

from django.urls import include, path

from network.activities.views import (
    agenda,
    archive,
    co_editing,
    detail,
    feeds,
    meetings,
    messages,
    participants,
    planning,
    questions,
    seats,
    series,
)

app_name = "activities"

steering_urls = [
    path("punten/", meetings.agenda_backlog, name="agenda_backlog"),
    path("punten/nieuw/", meetings.agenda_item_add, name="agenda_item_add"),
    path("punten/<int:pk>/", meetings.agenda_item_edit, name="agenda_item_edit"),
    path("punten/<int:pk>/schuif/", meetings.agenda_item_shift, name="agenda_item_shift"),
    path("punten/<int:pk>/behandeld/", meetings.agenda_item_handle, name="agenda_item_handle"),
    path("punten/<int:pk>/besluit/", meetings.agenda_item_decide, name="agenda_item_decide"),
    path("actiepunten/", meetings.action_item_list, name="action_item_list"),
    path("actiepunten/nieuw/", meetings.action_item_add, name="action_item_add"),
    path("actiepunten/<int:pk>/klaar/", meetings.action_item_done, name="action_item_done"),
]

activity_urls = [
    path("", detail.activity_detail, name="activity_detail"),
    path("kalender.ics", agenda.activity_calendar, name="activity_calendar"),
    path("aanmelden/", seats.activity_register, name="activity_register"),
    path("mijn-antwoorden/", questions.activity_answers, name="activity_answers"),
    path("vragen/", questions.question_list, name="question_list"),
    path("vragen/nieuw/", questions.question_add, name="question_add"),
    path("vragen/<int:pk>/", questions.question_edit, name="question_edit"),
    path("vragen/<int:pk>/stop/", questions.question_stop, name="question_stop"),
    path("vragen/<int:pk>/schuif/", questions.question_shift, name="question_shift"),
    path("afmelden/", seats.activity_withdraw, name="activity_withdraw"),
    path("meenemen/", seats.colleague_take_along, name="colleague_take_along"),
    path("wachtlijst/<int:pk>/plaats-geven/", seats.place_give, name="place_give"),
    path("bewerken/", planning.activity_edit, name="activity_edit"),
    path("publiceren/", planning.activity_publish, name="activity_publish"),
    path("akkoord-vragen/", planning.activity_ask_agreement, name="activity_ask_agreement"),
    path("verplaatsen/", planning.activity_move, name="activity_move"),
    path("annuleren/", planning.activity_cancel, name="activity_cancel"),
    path("archiveren/", archive.activity_archive, name="activity_archive"),
    path("uit-archief/", archive.activity_unarchive, name="activity_unarchive"),
    path("samen/", co_editing.co_editor_list, name="co_editor_list"),
    path("samen/<int:pk>/weg/", co_editing.co_editor_remove, name="co_editor_remove"),
    path("sjabloon/", planning.template_save, name="template_save"),
    path("reeks/", series.series_start, name="series_start"),
    path("reeks/uit/", series.series_leave, name="series_leave"),
    path("weggooien/", planning.activity_discard, name="activity_discard"),
    path("uitnodigen/", participants.activity_invite, name="activity_invite"),
    path("uitnodigen/<int:pk>/intrekken/", participants.invitation_take_back, name="invitation_take_back"),
    path("herinneren/", participants.activity_remind, name="activity_remind"),
    path("deelnemers/", participants.activity_participants, name="activity_participants"),
    path("deelnemers.csv", participants.participants_download, name="participants_download"),
    path("deelnemers.xlsx", participants.participants_workbook, name="participants_workbook"),
    path("bericht/", messages.message_write, name="message_write"),
    path("post/", messages.mail_log, name="mail_log"),
    path("presentie/", participants.activity_attendance, name="activity_attendance"),
    path("notulen/", meetings.meeting_minutes, name="meeting_minutes"),
    path("notulen/vaststellen/", meetings.minutes_adopt, name="minutes_adopt"),
]

urlpatterns = [
    path("", agenda.activity_list, name="activity_list"),
    path("mijn.ics", agenda.my_calendar, name="my_calendar"),
    path("openbaar.ics", feeds.public_feed, name="public_feed"),
    path("abonnement/", feeds.calendar_feed, name="calendar_feed"),
    path("abonnement/<str:token>.ics", feeds.personal_feed, name="personal_feed"),
    path("nieuw/", planning.activity_plan, name="activity_plan"),
    path("nieuw/<slug:kind>/", planning.activity_plan_kind, name="activity_plan_kind"),
    path("uitnodigingen/<int:pk>/afslaan/", seats.invitation_decline, name="invitation_decline"),
    path("reeksen/<slug:slug>/", series.series_detail, name="series_detail"),
    path("reeksen/<slug:slug>/aanmelden/", series.series_register, name="series_register"),
    path("reeksen/<slug:slug>/bewerken/", series.series_edit, name="series_edit"),
    path("reeksen/<slug:slug>/publiceren/", series.series_publish, name="series_publish"),
    path("stuurgroep/", include(steering_urls)),
    path("<slug:slug>/", include(activity_urls)),
]
