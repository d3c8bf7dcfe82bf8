"""Addresses of this room; they stand below /stuurgroep/."""

from django.urls import include, path

from network.steering.views import (
    adoption,
    decisions,
    frameworks,
    home,
    objections,
    positions,
    proposals,
    versions,
    vision,
)

app_name = "steering"

version_urls = [
    path("", versions.version_detail, name="version_detail"),
    path("bewerken/", versions.version_edit, name="version_edit"),
    path("voorstellen/", proposals.version_propose, name="version_propose"),
    path("termijn/", proposals.version_extend, name="version_extend"),
    path("herschrijven/", proposals.version_rewrite, name="version_rewrite"),
    path("intrekken/", proposals.version_withdraw, name="version_withdraw"),
    path("standpunt/", positions.position_give, name="position_give"),
    path("standpunt/<int:school>/bericht/", objections.objection_remark, name="objection_remark"),
    path("herinneren/", positions.position_remind, name="position_remind"),
    path("vaststellen/", adoption.version_adopt, name="version_adopt"),
]

urlpatterns = [
    path("", home.steering_home, name="steering_home"),
    path("visie/", vision.vision, name="vision"),
    path("visie/nieuw/", vision.vision_write, name="vision_write"),
    path("visie/onderschrijving/<int:school>/", vision.endorsement_give, name="endorsement_give"),
    path("doelen/nieuw/", vision.goal_write, name="goal_write"),
    path("doelen/<slug:slug>/", vision.goal_detail, name="goal_detail"),
    path("doelen/<slug:slug>/bewerken/", vision.goal_edit, name="goal_edit"),
    path("kaders/", frameworks.framework_list, name="framework_list"),
    path("kaders/nieuw/", frameworks.framework_write, name="framework_write"),
    path("kaders/<slug:slug>/", frameworks.framework_detail, name="framework_detail"),
    path("kaders/<slug:slug>/nieuwe-versie/", versions.version_new, name="version_new"),
    path("kaders/<slug:slug>/versie/<int:number>/", include(version_urls)),
    path("besluiten/<int:pk>/", decisions.decision_detail, name="decision_detail"),
]
