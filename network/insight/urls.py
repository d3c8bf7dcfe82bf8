"""Addresses of this room: below /samenhang/, and of the register of decisions below /stuurgroep/besluiten/."""

from django.urls import include, path

from network.insight import views
from network.insight.deciding import views as deciding

app_name = "insight"
thread_urls = [
    path("", views.thread, name="thread"),
    path("kaders/<slug:slug>/", views.framework_thread, name="framework_thread"),
]
decision_urls = [
    path("", deciding.decision_register, name="decision_register"),
    path("besluiten.csv", deciding.register_csv, name="register_csv"),
    path("besluiten.xlsx", deciding.register_workbook, name="register_workbook"),
    path("<int:pk>/terugblik/", deciding.decision_review, name="decision_review"),
]
urlpatterns = [path("samenhang/", include(thread_urls)), path("stuurgroep/besluiten/", include(decision_urls))]
