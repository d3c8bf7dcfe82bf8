"""Addresses of this room; they stand below /verhalen/."""

from django.urls import path

from network.practice import views

app_name = "practice"
urlpatterns = [
    path("", views.story_list, name="story_list"),
    path("nieuw/", views.story_write, name="story_write"),
    path("<slug:slug>/", views.story_detail, name="story_detail"),
    path("<slug:slug>/wijzigen/", views.story_edit, name="story_edit"),
    path("<slug:slug>/delen/", views.story_publish, name="story_publish"),
    path("<slug:slug>/terughalen/", views.story_take_back, name="story_take_back"),
    path("<slug:slug>/weggooien/", views.story_delete, name="story_delete"),
    path("<slug:slug>/reactie/", views.response_give, name="response_give"),
    path("<slug:slug>/reactie/<int:pk>/weg/", views.response_remove, name="response_remove"),
]
