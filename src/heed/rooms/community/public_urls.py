"""The addresses below /p/<slug>/ at which everybody reads what an estate makes known."""

from django.urls import path

from heed.rooms.community.estate import announcements, board, bulletins, hotline

app_name = "estate"
_estate = "p/<slug:slug>/"
urlpatterns = [
    path(_estate + "announcements/", announcements.listed, name="announcements"),
    path(_estate + "announcements/<int:key>/", announcements.page, name="announcement"),
    path(_estate + "bulletins/", bulletins.listed, name="bulletins"),
    path(_estate + "bulletins/<int:key>/", bulletins.page, name="bulletin"),
    path(_estate + "repairs/", board.board, name="board"),
    path(_estate + "repairs/photos/<int:key>/", board.photo, name="board_photo"),
    path(_estate + "hotline/", hotline.hotline, name="hotline"),
    path(_estate + "lobby/", announcements.lobby, name="lobby"),
]
