"""The portal's addresses: / to begin, /p/<slug>/ of a project, /at/<code>/ of a place, /f/<secret>/ of a complaint."""

from django.urls import path

from heed.rooms.portal.views import find, follow, held, move, report, start

app_name = "portal"
urlpatterns = [
    path("", start.start, name="start"),
    path("p/<slug:slug>/", report.report, name="project"),
    path("p/<slug:slug>/find/", find.find, name="find"),
    path("at/<str:code>/", report.at_place, name="place"),
    path("h/<str:secret>/", held.held, name="held"),
    path("f/<str:secret>/", follow.follow, name="follow"),
    path("f/<str:secret>/calendar.ics", follow.calendar, name="calendar"),
    path("f/<str:secret>/sent/", follow.sent, name="sent"),
    path("f/<str:secret>/files/<int:pk>/", follow.file, name="file"),
    path("f/<str:secret>/<slug:name>/", move.move, name="move"),
]
