"""When a report waits for a person: many of one network, telephone or place, the same text again, links.

The counts stand in rows of the database that all processes and machines share. Nothing is held that speaks of danger.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from heed.actions import tries
from heed.insight.phones import national_digits
from heed.insight.suspicion import has_link, mark_of
from heed.process.policy import Policy
from heed.process.words import HeldReason
from heed.queries.held import held_report_sent_with
from heed.queries.triage.danger import speaks_of_danger
from heed.records.models import Place, Project
from heed.ui.limits import address_of, network_of

HOUR, DAY = 3600, 24 * 3600
#: So many reports with one telephone or e-mail in a day, and from one public place in an hour, pass without a look.
OF_CONTACT, OF_PLACE = 6, 40
#: So many with the same text in a day: one person may send it again with a word more about the own home.
OF_TEXT = 5


def reasons_to_hold(
    request: HttpRequest, project: Project, place: Place | None, policy: Policy, facts: dict[str, Any]
) -> list[HeldReason]:
    """Count the report, and say why it waits for a person; nothing where it is taken in at once.

    The same form sent again, by its `client_key`, is counted once and meets what it met before: a retry is no flood.
    """
    if speaks_of_danger(policy, facts["content"], facts.get("where") or ""):
        return []
    key = facts.get("client_key")
    if key and tries.take("report-sent", key, 1, DAY):
        before = held_report_sent_with(key)
        return [HeldReason(why) for why in before.why] if before else []
    found = list(_counted(request, project, place, facts))
    if has_link(*(str(facts.get(name) or "") for name in ("content", "where", "wants", "name", "happened"))):
        found.append(HeldReason.LINKS)
    return list(dict.fromkeys(found))


def _counted(
    request: HttpRequest, project: Project, place: Place | None, facts: dict[str, Any]
) -> Iterator[HeldReason]:
    network = network_of(address_of(request))
    if tries.take("report-seen", network, settings.HEED_REPORTS_UNSEEN_HOURLY, HOUR):
        yield HeldReason.ADDRESS
    contact = facts.get("contact", "")
    for known in national_digits(contact) or filter(None, [contact.strip().casefold()]):
        if tries.take("report-contact", f"{project.pk} {known}", OF_CONTACT, DAY):
            yield HeldReason.CONTACT
    if place is not None and tries.take("report-place", str(place.pk), OF_PLACE, HOUR):
        yield HeldReason.PLACE
    mark = "" if "category" in facts else mark_of(facts["content"])
    if mark and tries.take("report-text", f"{project.pk} {mark}", OF_TEXT, DAY):
        yield HeldReason.REPEATED
