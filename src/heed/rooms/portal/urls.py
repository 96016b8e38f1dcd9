"""The portal's addresses: / to begin, /p/<slug>/ of a project, /at/<code>/ of a place, /f/<secret>/ of a complaint."""

from django.urls import path

from heed.rooms.portal.sign_on import views as sign_on
from heed.rooms.portal.views import find, follow, held, home_sign_in, move, my_home, privacy, report, start

app_name = "portal"
urlpatterns = [
    path("", start.start, name="start"),
    path("p/<slug:slug>/", report.report, name="project"),
    path("p/<slug:slug>/danger/", report.danger, name="danger"),
    path("p/<slug:slug>/find/", find.find, name="find"),
    path("p/<slug:slug>/privacy/", privacy.privacy, name="privacy"),
    path("p/<slug:slug>/home/", home_sign_in.sign_in, name="home"),
    path("p/<slug:slug>/by/<slug:code>/", sign_on.begin, name="home_with"),
    path("by/<slug:code>/back/", sign_on.back, name="home_back"),
    path("my/<str:secret>/", my_home.my_home, name="my_home"),
    path("my/<str:secret>/household/", my_home.household, name="home_household"),
    path("my/<str:secret>/contact/", my_home.contact, name="home_contact"),
    path("my/<str:secret>/consent/", my_home.consent, name="home_consent"),
    path("my/<str:secret>/without/", my_home.without, name="home_without"),
    path("my/<str:secret>/ask/", my_home.ask, name="home_ask"),
    path("my/<str:secret>/out/", my_home.sign_out, name="home_out"),
    path("at/<str:code>/", report.at_place, name="place"),
    path("h/<str:secret>/", held.held, name="held"),
    path("f/<str:secret>/", follow.follow, name="follow"),
    path("f/<str:secret>/calendar.ics", follow.calendar, name="calendar"),
    path("f/<str:secret>/sent/", follow.sent, name="sent"),
    path("f/<str:secret>/files/<int:pk>/", follow.file, name="file"),
    path("f/<str:secret>/<slug:name>/", move.move, name="move"),
]
