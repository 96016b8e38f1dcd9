"""The terms of early warnings in plain words (R148)."""

from django.utils.translation import gettext as _

from heed.process.policy import Policy, WarningTerms
from heed.rooms.setup.policy.text import SettingRow


def warning_rows(policy: Policy) -> list[SettingRow]:
    """What raises each kind of early warning, a row each."""
    terms = policy.warnings
    said = {
        "surge": _surge(terms),
        "hot_spot": _("%(voices)s owners tell of one thing within %(days)s days, by words, place and time.")
        % terms.hot_spot.model_dump(),
        "repeats": _("%(number)s complaints within %(days)s days, or %(of_category)s of one category.")
        % terms.repeats.model_dump(),
        "conduct": _("%(voices)s owners complain of one person within %(days)s days.") % terms.conduct.model_dump(),
        "promises": _(
            "%(missed)s promises or more were not kept within %(days)s days, and chance alone brings so many at most "
            "once in %(odds)s times."
        )
        % (terms.promises.model_dump() | {"odds": f"{terms.promises.odds:,}"}),
        "leaving": _(
            "Signs of one complaint weigh %(weight)s together. %(quiet_days)s days without a word with the owner are a "
            "sign, %(silent_days)s days a heavy one."
        )
        % terms.leaving.model_dump(),
        "late": _("Of past clocks that ran as long, %(percent)s percent were missed.") % terms.late.model_dump(),
        "afterwards": _(
            "The same stays quiet for %(acted_days)s days after it was acted on, and for %(dismissed_days)s after it "
            "was dismissed; for %(stricter_days)s days a dismissed warning asks for more."
        )
        % terms.afterwards.model_dump(),
    }
    titles = {name: _(info.title or name) for name, info in WarningTerms.model_fields.items()}
    return [SettingRow(f"warnings.{name}", title, (said[name],)) for name, title in titles.items()]


def _surge(terms: WarningTerms) -> str:
    said = _(
        "%(voices)s owners or more complain of one category within %(days)s days, and chance alone brings so many at "
        "most once in %(odds)s times."
    )
    return said % (terms.surge.model_dump() | {"odds": f"{terms.surge.odds:,}"})
