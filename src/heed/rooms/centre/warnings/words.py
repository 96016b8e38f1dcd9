"""What a warning says, in words: the reason with its numbers, and what is usual."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from heed.insight.warning.leaving import Sign
from heed.process.words import ClockKind, WarningKind
from heed.queries.policies import current_policy
from heed.records.models import EarlyWarning
from heed.ui import humanize
from heed.ui.names import category_name

#: Fewer a week than this are hardly any.
HARDLY = 0.5


def reason(warning: EarlyWarning) -> str:
    """Return why there is a warning, in the active language."""
    return _REASONS[WarningKind(warning.kind)](warning, warning.facts)


def _surge(_warning: EarlyWarning, facts: dict[str, Any]) -> str:
    values = facts | {"odds": f"{facts['odds']:,}", "category": category_name(current_policy(), facts["category"])}
    if facts["usual"] < HARDLY:
        said = _(
            "“%(category)s”: %(voices)s owners complained within %(days)s days, where there is hardly ever one. Chance "
            "alone brings so many at most once in %(odds)s times."
        )
        return said % values
    said = _(
        "“%(category)s”: %(voices)s owners complained within %(days)s days; about %(usual)s are usual. Chance alone "
        "brings so many at most once in %(odds)s times."
    )
    return said % values


def _hot_spot(_warning: EarlyWarning, facts: dict[str, Any]) -> str:
    said = _(
        "%(voices)s owners tell of what seems to be one thing, by words, place and time, within %(days)s days. Make "
        "one incident of them: the work is done once, all owners read one text, and each keeps the own answer."
    )
    return said % facts


def _repeat_home(_warning: EarlyWarning, facts: dict[str, Any]) -> str:
    return _("%(number)s complaints from one home within %(days)s days.") % facts


def _repeat_owner(_warning: EarlyWarning, facts: dict[str, Any]) -> str:
    return _("%(number)s complaints by one owner within %(days)s days.") % facts


def _manner(warning: EarlyWarning, facts: dict[str, Any]) -> str:
    name = warning.about.name if warning.about is not None else ""
    said = _("%(voices)s owners complained of %(name)s within %(days)s days.")
    return said % (facts | {"name": name})


def _promises(_warning: EarlyWarning, facts: dict[str, Any]) -> str:
    said = _(
        "Of %(ended)s promises due within %(days)s days, %(missed)s were not kept as given; in the months before it "
        "was %(usual)s %%. Chance alone brings that at most once in %(odds)s times."
    )
    return said % (facts | {"odds": f"{facts['odds']:,}"})


def _leaving(_warning: EarlyWarning, facts: dict[str, Any]) -> str:
    signs = _("; ").join(_(Sign(code).label) % facts for code in facts["signs"])
    return _("Several signs come together: %(signs)s.") % {"signs": signs}


def _late(_warning: EarlyWarning, facts: dict[str, Any]) -> str:
    said = _(
        "“%(clock)s” is due %(due)s. Of the last %(number)s such clocks at this project, %(percent)s %% of those "
        "that ran as long as this one were missed."
    )
    if facts["load"] > 1:  # then what past clocks took was lengthened by it, up to twice
        said = _(
            "“%(clock)s” is due %(due)s, and is likely to be missed: the case owner has more open cases than "
            "colleagues."
        )
    due = humanize.instant(datetime.fromisoformat(facts["due_at"]))
    return said % (facts | {"clock": _(ClockKind(facts["clock"]).label), "due": due})


_REASONS: dict[WarningKind, Callable[[EarlyWarning, dict[str, Any]], str]] = {
    WarningKind.SURGE: _surge,
    WarningKind.HOT_SPOT: _hot_spot,
    WarningKind.REPEAT_HOME: _repeat_home,
    WarningKind.REPEAT_OWNER: _repeat_owner,
    WarningKind.MANNER: _manner,
    WarningKind.PROMISES: _promises,
    WarningKind.LEAVING: _leaving,
    WarningKind.LATE: _late,
}
