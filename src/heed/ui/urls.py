"""The address of the look: theme and language."""

from django.urls import path

from heed.ui import kept_forms, views

app_name = "ui"
urlpatterns = [
    path("look/", views.choose_look, name="look"),
    path("account/typed/", kept_forms.show_kept, name="kept_form"),
    path("account/typed/discard/", kept_forms.discard, name="discard_kept_form"),
]
