"""Every address of the portal. Paths are Dutch; names are English."""

from django.contrib import admin
from django.urls import include, path

from network.base import notices
from network.base import views as base
from network.dashboard.views import home
from network.people import views as people
from network.privacy.views import statement
from network.schools.colours import network_colours
from network.schools.logo import network_logo

urlpatterns = [
    path("", home, name="home"),
    path("", include("network.dashboard.urls")),
    path("agenda/", include("network.activities.urls")),
    path("themabijeenkomsten/", include("network.theme_meetings.urls")),
    path("", include("network.theme_meetings.certificate_urls")),
    path("werkbezoeken/", include("network.visits.urls")),
    path("stuurgroep/", include("network.steering.urls")),
    path("werkgroepen/", include("network.working_groups.urls")),
    path("verhalen/", include("network.practice.urls")),
    path("", include("network.insight.urls")),
    path("scholen/", include("network.schools.urls")),
    path("partners/", include("network.partners.urls")),
    path("mijn/gegevens/", include("network.privacy.urls")),
    path("mijn/", include("network.people.urls")),
    path("begin/", include("network.founding.urls")),
    path("instellingen/", include("network.schools.managing.urls")),
    path("logo/<str:digest>.webp", network_logo, name="network_logo"),
    path("logboek/", include("network.audit.urls")),
    path("", include("network.people.urls.entry")),
    path("uitnodigingen/", include("network.people.urls.invitations")),
    path("account/", include("network.people.urls.account")),
    path("mensen/", include("network.people.urls.directory")),
    path("leden/", include("network.membership.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/tweestaps/", include("allauth.mfa.urls")),
    path("beheer/privacy/", include("network.privacy.office_urls")),
    path("beheer/", admin.site.urls),
    path("huisstijl.css", network_colours, name="network_colours"),
    path("taal/", people.set_language, name="set_language"),
    path("toegankelijkheid/", notices.accessibility, name="accessibility"),
    path("privacy/", statement.privacy, name="privacy"),
    path("privacy/versies/<int:number>/", statement.statement_version, name="privacy_version"),
    path(".well-known/security.txt", notices.security_text, name="security_text"),
    path("robots.txt", notices.robots_text, name="robots_text"),
    path("health/", base.health_report, name="health"),
]

handler500 = "network.base.views.server_error"
