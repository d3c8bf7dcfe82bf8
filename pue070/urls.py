"""Every address of the portal. Paths are Dutch; names are English."""

from django.urls import path

from network.base import views as base

urlpatterns = [
    path("health/", base.health_report, name="health"),
]
