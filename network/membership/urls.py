"""Addresses of this room; they stand below /leden/."""

from django.urls import path

from network.membership.views import leaving, members, offices, taking_back
from network.partners.models import Partner
from network.people.models import Appointment
from network.schools.models import School

Office = Appointment.Office
app_name = "membership"
urlpatterns = [
    path("", members.overview, name="overview"),
    path("scholen/<slug:slug>/", members.member_list, {"model": School}, name="school_members"),
    path("scholen/<slug:slug>/toevoegen/", members.member_add, {"model": School}, name="school_member_add"),
    path("partners/<slug:slug>/", members.member_list, {"model": Partner}, name="partner_members"),
    path("partners/<slug:slug>/toevoegen/", members.member_add, {"model": Partner}, name="partner_member_add"),
    path("<int:pk>/einde/", leaving.member_end, name="member_end"),
    path("<int:pk>/blijft/", members.member_keep, name="member_keep"),
    path("<int:pk>/andere-school/", leaving.member_move, name="member_move"),
    path("<int:pk>/vervanging/", members.stand_in_name, name="stand_in_name"),
    path("<int:pk>/vervanging/einde/", members.stand_in_end, name="stand_in_end"),
    path("rollen/", offices.office_list, name="office_list"),
    path("rollen/beheerder/", offices.office_give, {"office": Office.ADMINISTRATOR}, name="administrator_appoint"),
    path("rollen/projectleider/", offices.office_give, {"office": Office.PROJECT_LEAD}, name="project_lead_appoint"),
    path("rollen/<int:pk>/einde/", offices.office_end, name="office_end"),
    path("rollen/overdragen/", offices.hand_over, name="hand_over"),
    path("rollen/overdragen/toch-niet/", taking_back.hand_over_take_back, name="hand_over_take_back"),
]
