"""Where an incident stands, in words and a tone."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.process.words import BEFORE_HANDLED, Stage
from heed.queries.incidents.lists import Progress
from heed.records.models import Incident


def state_of(incident: Incident, progress: Progress) -> tuple[str, str]:
    """Return where it stands in the active language, and the tone of the pill."""
    if incident.main.stage in (Stage.WITHDRAWN, Stage.MERGED):
        return _("Nobody makes the fix"), "hot"
    if incident.main.stage in BEFORE_HANDLED:
        return _("The fix is being made"), "info"
    if not progress.asked:
        return _("Fixed: ask the owners"), "warn"
    if progress.not_yet:
        words = ngettext("%(count)s owner says: not yet", "%(count)s owners say: not yet", progress.not_yet)
        return words % {"count": progress.not_yet}, "hot"
    if progress.right < progress.complaints:
        return _("%(right)s of %(all)s: put right") % {"right": progress.right, "all": progress.complaints}, "info"
    return _("Every owner says: put right"), "good"
