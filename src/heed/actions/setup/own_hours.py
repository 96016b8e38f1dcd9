"""Clocks that contradict each other in the own open hours of a project: no new policy may bring more of them."""

from heed.actions.engine.errors import Refused
from heed.process.calendar import Hours
from heed.process.case import Refusal
from heed.process.policy import Policy
from heed.process.policy.sequence import contradictions_at
from heed.records.models import Project


def refuse_in_own_hours(policy: Policy, before: Policy) -> None:
    """Raise Refused where clocks contradict each other in a project's own hours, and did not under the policy `before`.

    What contradicted before does not keep the company from changing something else: the page of the hours warns of it.
    """
    own = Project.objects.filter(is_active=True, calendar__isnull=False).select_related("calendar").order_by("code")
    found: list[Refusal] = []
    for project in own:
        assert project.calendar is not None
        hours = Hours.from_document(project.calendar.document)
        known = {problem.path for problem in contradictions_at(before, project.name, hours)}
        new = [one for one in contradictions_at(policy, project.name, hours) if one.path not in known]
        found += [Refusal(one.msgid, one.path, one.params) for one in new]
    if found:
        raise Refused(found)
