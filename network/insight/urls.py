"""Addresses of this room: below /samenhang/, and of the register of decisions below /stuurgroep/besluiten/."""

from django.urls import include, path

from network.insight import decisions, views

app_name = "insight"
thread_urls = [
    path("", views.thread, name="thread"),
    path("kaders/<slug:slug>/", views.framework_thread, name="framework_thread"),
]
decision_urls = [
    path("", decisions.decision_register, name="decision_register"),
    path("besluiten.csv", decisions.register_csv, name="register_csv"),
    path("besluiten.xlsx", decisions.register_workbook, name="register_workbook"),
    path("<int:pk>/terugblik/", decisions.decision_review, name="decision_review"),
]
urlpatterns = [path("samenhang/", include(thread_urls)), path("stuurgroep/besluiten/", include(decision_urls))]
