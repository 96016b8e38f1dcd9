"""The forecast of a promise as a sentence: how it looks, and why (R72, R73)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.insight.forecast import Forecast, Outlook
from heed.ui import humanize

TONES = {Outlook.MISS: "hot", Outlook.TIGHT: "warn"}


@dataclass(frozen=True, slots=True)
class Foretold:
    """A pill, its tone, and the plain sentence why."""

    word: str
    tone: str
    why: str


def foretold(forecast: Forecast | None) -> Foretold | None:
    """What to say of a forecast; None where all goes well, or nothing is foreseen."""
    if forecast is None or forecast.outlook is Outlook.GOOD:
        return None
    facts = {
        "step": _(forecast.first.label) if forecast.first else "",
        "needed": humanize.duration(forecast.needed * 60),
        "left": humanize.duration(forecast.left * 60),
    }
    said = _("%(step)s: this usually takes another %(needed)s, but only %(left)s of working time is left.") % facts
    return Foretold(_(forecast.outlook.label), TONES[forecast.outlook], said[:1].upper() + said[1:])
