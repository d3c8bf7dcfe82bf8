"""Addresses of this room; they stand below /verhalen/."""

from django.urls import path

from network.practice.views import harvest, stories

app_name = "practice"
urlpatterns = [
    path("", stories.story_list, name="story_list"),
    path("nieuw/", stories.story_write, name="story_write"),
    path("oogst/<int:pk>/", harvest.harvest_tell, name="harvest_tell"),
    path("<slug:slug>/", stories.story_detail, name="story_detail"),
    path("<slug:slug>/wijzigen/", stories.story_edit, name="story_edit"),
    path("<slug:slug>/delen/", stories.story_publish, name="story_publish"),
    path("<slug:slug>/terughalen/", stories.story_take_back, name="story_take_back"),
    path("<slug:slug>/weggooien/", stories.story_delete, name="story_delete"),
    path("<slug:slug>/reactie/", stories.response_give, name="response_give"),
    path("<slug:slug>/reactie/<int:pk>/weg/", stories.response_remove, name="response_remove"),
]
