"""The community room's addresses for staff; those for everybody are in `public_urls`."""

from django.urls import URLPattern, path

from heed.rooms.community import views
from heed.rooms.community.announcements import steps as announcement_steps
from heed.rooms.community.announcements import views as announcements
from heed.rooms.community.board import views as board
from heed.rooms.community.bulletins import views as bulletins

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
urlpatterns = [
    path("", views.home, name="home"),
    *_ANNOUNCEMENTS,
    *_BULLETINS,
    *_BOARD,
]
