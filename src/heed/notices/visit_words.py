"""What the owner reads in a message about the agreed return visit: when it is, how, and who makes it (R98)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from heed.actions.engine.visit_notices import MOVED, VISIT_AT, VISIT_DROPPED, VISIT_METHOD, VISITOR
from heed.process.words import N_, Method
from heed.records.models import Notice

_AGREED: dict[Method, str] = {
    Method.PHONE: N_("%(who)s will call you on %(time)s to ask about the result"),
    Method.HOME: N_("%(who)s will come to you on %(time)s to ask about the result"),
    Method.COUNTER: N_("%(who)s will see you at the counter on %(time)s to ask about the result"),
}


def visit_words(notice: Notice) -> str:
    """Return it in a sentence in the active language; "" for a notice about anything else."""
    if VISIT_AT not in notice.facts:
        return ""
    assert notice.complaint is not None
    project = notice.complaint.project
    at = datetime.fromisoformat(notice.facts[VISIT_AT]).astimezone(ZoneInfo(project.timezone))
    facts = {"who": notice.facts[VISITOR] or project.name, "time": f"{at:%Y-%m-%d %H:%M}"}
    if notice.about == VISIT_DROPPED:
        return _("The return visit agreed for %(time)s does not take place. Your page shows how it stands") % facts
    said = _(_AGREED[Method(notice.facts[VISIT_METHOD])]) % facts
    return _("Another time: %(visit)s") % {"visit": said} if notice.facts.get(MOVED) else said
