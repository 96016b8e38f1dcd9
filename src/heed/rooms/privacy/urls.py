"""The privacy room's addresses."""

from django.urls import path

from heed.rooms.privacy.views import holds, notices, people, requests, table

app_name = "privacy"
urlpatterns = [
    path("", people.home, name="home"),
    path("people/<int:key>/", people.show, name="person"),
    path("people/<int:key>/ask/", requests.take, name="ask"),
    path("people/<int:key>/consent/", people.consent, name="consent"),
    path("people/<int:key>/matters/", people.name_matter, name="name_matter"),
    path("people/<int:key>/hold/", holds.on_person, name="hold_person"),
    path("requests/", requests.listed, name="requests"),
    path("requests/<int:key>/", requests.show, name="request"),
    path("requests/<int:key>/copy/", requests.copy, name="copy"),
    path("requests/<int:key>/correct/", requests.correct, name="correct"),
    path("requests/<int:key>/erase/", requests.erase, name="erase"),
    path("requests/<int:key>/answer/", requests.answer, name="answer"),
    path("holds/", holds.listed, name="holds"),
    path("holds/<int:key>/lift/", holds.lift, name="hold_lift"),
    path("purposes/", table.show, name="table"),
    path("notices/<str:code>/", notices.show, name="notice"),
]
