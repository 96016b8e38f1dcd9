"""The room as a Django app."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """`heed.rooms.exports`, label `exports`. Owns no tables. The account's menu leads to it."""

    name = "heed.rooms.exports"
    label = "exports"
    verbose_name = "Heed: exports"
