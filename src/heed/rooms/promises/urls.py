"""The ledger's addresses."""

from django.urls import path

from heed.rooms.promises import views

app_name = "promises"
urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("record/", views.record, name="record"),
]
