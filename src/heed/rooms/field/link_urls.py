"""The addresses behind the links of orders: /o/<secret>/."""

from django.urls import path

from heed.rooms.field import by_link

app_name = "by_link"
urlpatterns = [
    path("<str:secret>/", by_link.order, name="order"),
    path("<str:secret>/contact/", by_link.contact, name="contact"),
    path("<str:secret>/files/<int:key>/", by_link.file, name="file"),
    path("<str:secret>/<slug:move>/", by_link.move, name="move"),
]
