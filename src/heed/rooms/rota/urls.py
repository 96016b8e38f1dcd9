"""The rota's addresses."""

from django.urls import path

from heed.rooms.rota.views import leave, plan, swap, week

app_name = "rota"
urlpatterns = [
    path("", week.shown, name="week"),
    path("swap/", swap.ask, name="swap"),
    path("swap/<int:key>/<str:answer>/", swap.answer, name="swap_answer"),
    path("change/<int:key>/drop/", plan.drop, name="drop"),
    path("leave/", leave.listed, name="leave"),
    path("leave/new/", leave.new, name="leave_new"),
    path("leave/<int:key>/", leave.shown, name="absence"),
    path("leave/<int:key>/back/", leave.back, name="back"),
    path("<slug:code>/<slug:role>/pattern/", plan.pattern, name="pattern"),
    path("<slug:code>/<slug:role>/change/", plan.change, name="change"),
]
