"""The addresses of the centre."""

from django.urls import path, re_path

from heed.rooms.centre import demands, home, needs, views, wall
from heed.rooms.centre.days import views as days
from heed.rooms.centre.exports import views as exports
from heed.rooms.centre.indicators import views as indicators
from heed.rooms.centre.reports import overview
from heed.rooms.centre.reports import views as reports
from heed.rooms.centre.schedule import views as schedule
from heed.rooms.centre.warnings import views as warnings

app_name = "centre"
urlpatterns = [
    path("", home.home, name="home"),
    path("now/", home.burns, name="now"),
    path("wall/", wall.wall, name="wall"),
    path("demands/", demands.home, name="demands"),
    path("demands/<int:pk>/<slug:name>/", demands.step, name="demand"),
    path("warnings/", warnings.warnings, name="warnings"),
    path("warnings/<int:pk>/", warnings.warning, name="warning"),
    path("month/", views.month, name="month"),
    path("month/table.xlsx", exports.table, {"file": "xlsx"}, name="table_xlsx"),
    path("month/table.pdf", exports.table, {"file": "pdf"}, name="table_pdf"),
    path("cases/", views.cases, name="cases"),
    path("needs/", needs.needs, name="needs"),
    path("indicators/", indicators.catalogue, name="indicators"),
    path("indicators/<slug:code>/", indicators.indicator, name="indicator"),
    path("day/", days.report, {"period": "day"}, name="day"),
    path("week/", days.report, {"period": "week"}, name="week"),
    re_path(r"^(?P<period>day|week)/cases/$", days.cases, name="day_cases"),
    re_path(r"^(?P<period>day|week)/table.xlsx$", exports.days, {"file": "xlsx"}, name="days_xlsx"),
    re_path(r"^(?P<period>day|week)/table.pdf$", exports.days, {"file": "pdf"}, name="days_pdf"),
    path("schedule/", schedule.home, name="schedule"),
    re_path(r"^schedule/add/(?P<report>month|week|day)/$", schedule.add, name="schedule_add"),
    path("schedule/<int:pk>/", schedule.change, name="schedule_change"),
    path("schedule/<int:pk>/again/", schedule.again, name="schedule_again"),
    re_path(r"^schedule/(?P<pk>[0-9]+)/(?P<name>pause|resume|remove)/$", schedule.step, name="schedule_step"),
    path("months/", overview.overview, name="months"),
    path("months/all.pdf", exports.months, name="months_pdf"),
    path("months/<str:code>/<str:month>/", reports.report, name="report"),
    path("months/<str:code>/<str:month>/write/", reports.write, name="write_report"),
    path("months/<str:code>/<str:month>/answer/", reports.answer, name="answer_report"),
    path("months/<str:code>/<str:month>/<int:version>.pdf", exports.report_pdf, name="report_pdf"),
]
