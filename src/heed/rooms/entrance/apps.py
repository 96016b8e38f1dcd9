"""The entrance as an app: signing in and out. It stands in no sidebar."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class EntranceConfig(AppConfig):
    """The room `entrance`; it has no tables."""

    name = "heed.rooms.entrance"
    label = "entrance"

    def ready(self) -> None:
        """Note each sign-in in its session."""
        from heed.actions.staff.sessions import begin_session  # the tables are ready now

        user_logged_in.connect(begin_session, dispatch_uid="heed.session")
