"""Setup as an app, and as a room of the frame."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

from heed.process.words import N_, ExportKind
from heed.ui.navigation import Room

if TYPE_CHECKING:
    from heed.records.models import Account


def _opens(account: "Account") -> bool:
    from heed.queries.setup_access import setup_access_of

    return setup_access_of(account).enters


class SetupConfig(AppConfig):
    """The room `setup`; it has no tables."""

    name = "heed.rooms.setup"
    label = "setup"
    room = Room(N_("Setup"), icon="sliders-horizontal", home="setup:home", order=9, opens=_opens)

    def ready(self) -> None:
        """Let the worker draw posters and make simulations."""
        from heed.reports.exporting import register_maker  # an apps.py is read before the models are

        register_maker(ExportKind.POSTERS, "heed.rooms.setup.projects.codes.make_posters")
        register_maker(ExportKind.SIMULATION, "heed.rooms.setup.policy.again.making.make_simulation")
