"""The community room's addresses."""

from django.urls import path

from heed.rooms.community import views
from heed.rooms.community.reception_days import days, guests, matters, papers

app_name = "community"
_DAYS = [
    path("reception-days/", days.listed, name="days"),
    path("reception-days/new/", days.new, name="day_new"),
    path("reception-days/<int:key>/", days.page, name="day"),
    path("reception-days/<int:key>/edit/", days.edit, name="day_edit"),
    path("reception-days/<int:key>/invite/", days.invite, name="day_invite"),
    path("reception-days/<int:key>/move/", days.move, name="day_move"),
    path("reception-days/<int:key>/cancel/", days.cancel, name="day_cancel"),
    path("reception-days/<int:key>/letter.pdf", papers.letter, name="day_letter"),
    path("reception-days/<int:key>/day.ics", papers.calendar, name="day_calendar"),
    path("reception-days/<int:key>/sign-up/", guests.sign_up, name="day_sign_up"),
    path("reception-days/<int:key>/guests/<int:guest>/came/", guests.came, name="day_came"),
    path("reception-days/<int:key>/guests/<int:guest>/sign-off/", guests.sign_off, name="day_sign_off"),
    path("reception-days/<int:key>/guests/<int:guest>/reveal/", guests.reveal, name="day_reveal"),
    path("reception-days/<int:key>/raise/", matters.take_in, name="day_raise"),
    path("reception-days/<int:key>/minutes/", matters.minutes, name="day_minutes"),
]
urlpatterns = [
    path("", views.home, name="home"),
    *_DAYS,
]
