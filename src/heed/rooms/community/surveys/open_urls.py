"""The address of the page on which a home answers a survey."""

from django.urls import path

from heed.rooms.community.surveys import own_page

app_name = "survey"
urlpatterns = [
    path("<str:secret>/", own_page.answer, name="answer"),
]
