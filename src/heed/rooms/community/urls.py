"""The community room's addresses for staff; those for everybody are in `public_urls`."""

from django.urls import URLPattern, path

from heed.rooms.community import views
from heed.rooms.community.announcements import steps as announcement_steps
from heed.rooms.community.announcements import views as announcements
from heed.rooms.community.board import views as board
from heed.rooms.community.bulletins import views as bulletins
from heed.rooms.community.procedures import pages as procedures
from heed.rooms.community.reception_days import days, guests, matters, papers
from heed.rooms.community.surveys import contacts, letters, planning, results

app_name = "community"
_DAYS: list[URLPattern] = [
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
_ANNOUNCEMENTS: list[URLPattern] = [
    path("announcements/", announcements.listed, name="announcements"),
    path("announcements/new/", announcements.begin, name="announcement_new"),
    path("announcements/<int:key>/", announcements.page, name="announcement"),
    path("announcements/<int:key>/edit/", announcements.edit, name="announcement_edit"),
    path("announcements/<int:key>/paper/", announcement_steps.paper, name="announcement_paper"),
    path("announcements/<int:key>/<slug:name>/", announcement_steps.step, name="announcement_step"),
]
_BULLETINS: list[URLPattern] = [
    path("bulletins/", bulletins.listed, name="bulletins"),
    path("bulletins/new/", bulletins.write, name="bulletin_new"),
    path("bulletins/<int:key>/", bulletins.page, name="bulletin"),
    path("bulletins/<int:key>/edit/", bulletins.edit, name="bulletin_edit"),
    path("bulletins/<int:key>/read/", bulletins.read, name="bulletin_read"),
    path("bulletins/<int:key>/down/", bulletins.take_down, name="bulletin_down"),
]
_BOARD: list[URLPattern] = [
    path("board/", board.home, name="board"),
    path("board/<str:code>/", board.board_of, name="board_of"),
    path("board/<str:code>/photos/<int:key>/", board.photo, name="board_photo"),
]
_PROCEDURES: list[URLPattern] = [
    path("procedures/", procedures.listed, name="procedures"),
    path("procedures/new/", procedures.new, name="procedure_new"),
    path("procedures/<int:key>/", procedures.shown, name="procedure"),
    path("procedures/<int:key>/edit/", procedures.edit, name="procedure_edit"),
    path("procedures/<int:key>/remind/", procedures.remind, name="procedure_remind"),
    path("procedures/<int:key>/withdraw/", procedures.withdraw, name="procedure_withdraw"),
    path("procedures/<int:key>/versions/<int:number>/", procedures.shown, name="procedure_version"),
    path("procedures/<int:key>/versions/<int:number>/read/", procedures.read, name="procedure_read"),
]
_SURVEYS: list[URLPattern] = [
    path("surveys/", planning.listed, name="surveys"),
    path("surveys/new/", planning.new, name="survey_new"),
    path("surveys/compare/", results.compare, name="survey_compare"),
    path("surveys/<int:key>/", results.survey, name="survey"),
    path("surveys/<int:key>/edit/", planning.edit, name="survey_edit"),
    path("surveys/<int:key>/open/", planning.start, name="survey_open"),
    path("surveys/<int:key>/remind/", planning.remind, name="survey_remind"),
    path("surveys/<int:key>/questions/new/", planning.question, name="survey_question_new"),
    path("surveys/<int:key>/questions/<int:number>/", planning.question, name="survey_question"),
    path("surveys/<int:key>/questions/<int:number>/remove/", planning.remove, name="survey_question_remove"),
    path("surveys/<int:key>/words/", results.words, name="survey_words"),
    path("surveys/<int:key>/letters/", letters.letters, name="survey_letters"),
    path("surveys/<int:key>/contacts/", contacts.listed, name="survey_contacts"),
    path("surveys/<int:key>/contacts/<int:home>/complaint/", contacts.complaint, name="survey_complaint"),
    path("surveys/<int:key>/contacts/<int:home>/call/", contacts.call, name="survey_call"),
]
urlpatterns = [
    path("", views.home, name="home"),
    *_DAYS,
    *_ANNOUNCEMENTS,
    *_BULLETINS,
    *_BOARD,
    *_PROCEDURES,
    *_SURVEYS,
]
