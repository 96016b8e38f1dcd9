"""The house as a Django app: its templates, tags, static files and locale."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """`heed.house`, label `house`. Owns no tables."""

    name = "heed.house"
    label = "house"
    verbose_name = "Heed: house"
