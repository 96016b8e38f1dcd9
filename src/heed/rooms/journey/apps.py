"""The room as a Django app."""

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """`heed.rooms.journey`, label `journey`. Owns no tables."""

    name = "heed.rooms.journey"
    label = "journey"
    verbose_name = "Heed: journey"
