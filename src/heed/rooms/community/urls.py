"""The community room's addresses for staff; those for everybody are in `public_urls`."""

from django.urls import URLPattern, path

from heed.rooms.community import views
from heed.rooms.community.announcements import steps as announcement_steps
from heed.rooms.community.announcements import views as announcements
from heed.rooms.community.board import views as board
from heed.rooms.community.bulletins import views as bulletins
from heed.rooms.community.procedures import pages as procedures
from heed.rooms.community.surveys import contacts, letters, planning, results

app_name = "community"
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
    *_ANNOUNCEMENTS,
    *_BULLETINS,
    *_BOARD,
    *_PROCEDURES,
    *_SURVEYS,
]
