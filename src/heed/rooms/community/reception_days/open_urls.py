"""Reception days for owners: /p/<slug>/days/ of an estate, /g/<secret>/ of one sign-up."""

from django.urls import path

from heed.rooms.community.reception_days import open_pages, own_page

app_name = "days"
urlpatterns = [
    path("p/<slug:slug>/days/", open_pages.listed, name="listed"),
    path("p/<slug:slug>/days/<int:key>/", open_pages.page, name="page"),
    path("p/<slug:slug>/days/<int:key>/calendar/", open_pages.calendar, name="calendar"),
    path("g/<str:secret>/", own_page.page, name="own"),
]
