"""The portal as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """`heed.rooms.portal`, label `portal`. For owners: no line in the sidebar of the staff."""

    name = "heed.rooms.portal"
    label = "portal"
    verbose_name = "Heed: portal"
