"""The room as a Django app."""

from django.apps import AppConfig


class ComplaintConfig(AppConfig):
    """`heed.rooms.complaint`, label `complaint`. Owns no tables. Others lead to it: no line in the sidebar."""

    name = "heed.rooms.complaint"
    label = "complaint"
    verbose_name = "Heed: complaint"
