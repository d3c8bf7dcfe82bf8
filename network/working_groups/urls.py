"""Addresses of this room; they stand below /werkgroepen/."""

from django.urls import path

from network.working_groups import views

app_name = "working_groups"
urlpatterns = [
    path("", views.working_group_list, name="working_group_list"),
    path("nieuw/", views.working_group_start, name="working_group_start"),
    path("<slug:slug>/", views.working_group_detail, name="working_group_detail"),
    path("<slug:slug>/bewerken/", views.working_group_edit, name="working_group_edit"),
    path("<slug:slug>/stoppen/", views.working_group_end, name="working_group_end"),
    path("<slug:slug>/leden/nieuw/", views.member_add, name="member_add"),
    path("<slug:slug>/leden/<int:pk>/voorzitter/", views.member_chair, name="member_chair"),
    path("<slug:slug>/leden/<int:pk>/stoppen/", views.member_end, name="member_end"),
]
