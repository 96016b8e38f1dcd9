"""The entrance as an app: signing in and out. It stands in no sidebar."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """The room `entrance`; it has no tables."""

    name = "heed.rooms.entrance"
    label = "entrance"
