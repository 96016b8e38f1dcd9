"""The addresses of the centre."""

from django.urls import path

from heed.rooms.centre import views
from heed.rooms.centre.reports import overview
from heed.rooms.centre.reports import views as reports

app_name = "centre"
urlpatterns = [
    path("month/", views.month, name="month"),
    path("cases/", views.cases, name="cases"),
    path("months/", overview.overview, name="months"),
    path("months/<str:code>/<str:month>/", reports.report, name="report"),
    path("months/<str:code>/<str:month>/write/", reports.write, name="write_report"),
    path("months/<str:code>/<str:month>/answer/", reports.answer, name="answer_report"),
]
