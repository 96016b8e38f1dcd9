"""The user interface as a Django app: its templates, tags, static files and locale."""

from django.apps import AppConfig

from heed.i18n import active
from heed.ui.forms import word_required


class UiConfig(AppConfig):
    """`heed.ui`, label `ui`. Owns no tables."""

    name = "heed.ui"
    label = "ui"
    verbose_name = "Heed: ui"

    def ready(self) -> None:
        """Keep the active language where pages read it fast; word what forms say of empty fields."""
        active.install()
        word_required()
