"""Filters: names for a row of complaints in the active language."""

import re

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.process.visiting import visit_by_other
from heed.queries.complaints.rows import ComplaintRow
from heed.queries.policies import policy_of
from heed.queries.staff.tasks import OrderRow, _ComplaintColumns
from heed.queries.triage.danger import may_be_emergency
from heed.records.models import Complaint
from heed.ui.filters import markup, template_filter
from heed.ui.filters.parts import pill
from heed.ui.names import category_name, department_called, level_name, pause_name

#: How loud a level is.
_TONES = {"emergency": "hot", "major": "hot"}


@template_filter
def category_of(row: ComplaintRow | _ComplaintColumns) -> str:
    """The name of the row's category under the policy it keeps; empty where none was given yet."""
    return category_name(policy_of(row.policy_id), row.category) if row.category else ""


@template_filter
def level_of(row: ComplaintRow | _ComplaintColumns) -> str:
    """The name of the row's level under the policy it keeps."""
    return level_name(policy_of(row.policy_id), row.level)


@template_filter
def danger_mark(matter: ComplaintRow | Complaint) -> SafeString | str:
    """The mark of a matter whose words speak of danger while nobody has judged them; "" for any other."""
    told = matter.content if isinstance(matter, Complaint) else matter.told
    if not may_be_emergency(matter, told):
        return ""
    return pill(_("May be an emergency: call back at once"), "hot", "siren")


@template_filter
def waits_for(row: ComplaintRow) -> str:
    """Why the clocks of the row wait, under the policy it keeps; empty where no reason is on record."""
    return pause_name(policy_of(row.policy_id), row.clocks_wait_for) if row.clocks_wait_for else ""


@template_filter
def visited_by_other(row: ComplaintRow) -> bool:
    """Whether another person than the handler makes the row's return visit, by the policy it keeps (C3)."""
    policy = policy_of(row.policy_id)
    about_conduct = bool(row.category) and policy.leaf(row.category).about_conduct
    return visit_by_other(policy, row.level, row.nature, about_conduct=about_conduct)


@template_filter
def level_tone(row: ComplaintRow | _ComplaintColumns) -> str:
    """The tone of the pill that shows the level."""
    return _TONES.get(row.level, "")


@template_filter
def department_of(row: OrderRow) -> str:
    """The name of the order's department."""
    return row.department_name or department_called(row.department_code, policy_of(row.policy_id))


@template_filter
def to_call(contact: str) -> SafeString:
    """A contact as a link that dials or writes; words that are neither stay words."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", contact):
        return markup('<a href="mailto:{0}">{0}</a>', contact)
    number = re.search(r"\+?\d[\d\s()./-]{4,}\d", contact)
    if number is None:
        return markup("{}", contact)
    dialled = re.sub(r"[^\d+]", "", number.group())
    return markup('<a class="nowrap" href="tel:{}">{}</a>', dialled, contact)
