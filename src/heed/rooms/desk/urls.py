"""The addresses of the desk."""

from django.urls import path, re_path

from heed.rooms.desk.views import (
    called,
    case,
    colleague,
    danger,
    ending,
    intake,
    meeting,
    missed,
    number,
    page,
    superior,
)

app_name = "desk"
urlpatterns = [
    path("", page.home, name="home"),
    path("queue/", meeting.waiting, name="queue"),
    path("ring/", meeting.begin_call, name="ring"),
    path("arrive/", meeting.begin_visit, name="arrive"),
    re_path(r"^(?P<kind>visit|call)/(?P<pk>\d+)/take/$", meeting.take_on, name="take_on"),
    re_path(r"^(?P<kind>visit|call)/(?P<pk>\d+)/end/$", ending.end_here, name="end"),
    path("calls/", missed.missed, name="missed"),
    path("calls/<int:pk>/", missed.missed_call, name="missed_call"),
    path("calls/<int:pk>/take/", missed.take_missed, name="take_missed"),
    path("calls/<int:pk>/reached/", missed.reach_missed, name="reach_missed"),
    path("calls/<int:pk>/rings/", meeting.rings, name="rings"),
    path("manners/", meeting.manners, name="manners"),
    path("who/", intake.who, name="who"),
    path("person/<int:pk>/", intake.person, name="person"),
    path("reading/", intake.reading, name="reading"),
    path("take/", intake.take, name="take"),
    path("knowledge/", case.knowledge, name="knowledge"),
    path("advice/", case.advise, name="advice"),
    path("director/", superior.call, name="director"),
    path("colleague/", colleague.ask, name="colleague"),
    path("called/", called.called, name="called"),
    path("wanted/", called.call_banner, name="call_banner"),
    re_path(r"^summons/(?P<pk>\d+)/(?P<act>seen|here|no)/$", called.answer, name="summons"),
    path("summons/<int:pk>/", called.summoned, name="summoned"),
    path("summons/<int:pk>/report/", called.report, name="report"),
    path("emergency/", danger.emergency, name="emergency"),
    re_path(r"^(?P<number>[\w-]+)/danger/$", danger.danger, name="danger"),
    re_path(r"^(?P<number>[\w-]+)/danger/(?P<move>order|all_safe|attach)/$", danger.make, name="help"),
    re_path(r"^(?P<number>[\w-]+)/$", case.case, name="case"),
    re_path(r"^(?P<number>[\w-]+)/send-number/$", number.send, name="send_number"),
    re_path(r"^(?P<number>[\w-]+)/(?P<step>verify|settle|promise)/$", case.make, name="step"),
]
