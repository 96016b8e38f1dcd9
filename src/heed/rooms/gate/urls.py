"""The addresses of the gate."""

from django.urls import path

from heed.rooms.gate.views import call_backs, calls, home, intake, shifts

app_name = "gate"
urlpatterns = [
    path("", home.home, name="home"),
    path("record/", intake.record, name="record"),
    path("who/", intake.who, name="who"),
    path("taken/<str:number>/", intake.taken, name="taken"),
    path("ring/", calls.ring_here, name="ring"),
    path("call/<int:pk>/answer/", calls.answer_here, name="answer"),
    path("call/<int:pk>/missed/", calls.missed, name="missed"),
    path("call/<int:pk>/", calls.in_call, name="call"),
    path("call/<int:pk>/end/", calls.end_here, name="end"),
    path("calls/", call_backs.to_return, name="to_return"),
    path("calls/<int:pk>/", call_backs.missed_call, name="missed_call"),
    path("calls/<int:pk>/take/", call_backs.take_call, name="take_call"),
    path("calls/<int:pk>/reached/", call_backs.reach_caller, name="reach_caller"),
    path("begin/", shifts.begin, name="begin"),
    path("note/", shifts.note, name="note"),
    path("handover/", shifts.handover, name="handover"),
    path("shifts/", shifts.log, name="log"),
    path("shifts/<int:pk>/", shifts.shift, name="shift"),
    path("shifts/<int:pk>/take-over/", shifts.take_over_here, name="take_over"),
]
