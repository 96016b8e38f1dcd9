"""`{% load matters %}`: names for a row of complaints in the active language."""

import re
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from heed.process.visiting import visit_by_other
from heed.queries.complaints.rows import ComplaintRow
from heed.queries.policies import policy_of
from heed.queries.staff.tasks import OrderRow, _ComplaintColumns
from heed.ui.names import category_name, department_called, level_name

register = template.Library()
#: How loud a level is.
_TONES = {"emergency": "hot", "major": "hot"}


@register.filter
def category_of(row: ComplaintRow | _ComplaintColumns) -> str:
    """The name of the row's category under the policy it keeps; empty where none was given yet."""
    return category_name(policy_of(row.policy_id), row.category) if row.category else ""


@register.filter
def level_of(row: ComplaintRow | _ComplaintColumns) -> str:
    """The name of the row's level under the policy it keeps."""
    return level_name(policy_of(row.policy_id), row.level)


@register.filter
def visited_by_other(row: ComplaintRow) -> bool:
    """Whether another person than the handler makes the row's return visit, by the policy it keeps (C3)."""
    policy = policy_of(row.policy_id)
    about_conduct = bool(row.category) and policy.leaf(row.category).about_conduct
    return visit_by_other(policy, row.level, row.nature, about_conduct=about_conduct)


@register.filter
def level_tone(row: ComplaintRow | _ComplaintColumns) -> str:
    """The tone of the pill that shows the level."""
    return _TONES.get(row.level, "")


@register.filter
def department_of(row: OrderRow) -> str:
    """The name of the order's department."""
    return row.department_name or department_called(row.department_code, policy_of(row.policy_id))


@register.filter
def at_key(found: dict[Any, Any], key: Any) -> Any:
    """The value of a dict at this key; None where there is none."""
    return found.get(key)


@register.filter
def to_call(contact: str) -> SafeString:
    """A contact as a link that dials or writes; words that are neither stay words."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", contact):
        return format_html('<a href="mailto:{0}">{0}</a>', contact)
    number = re.search(r"\+?\d[\d\s()./-]{4,}\d", contact)
    if number is None:
        return format_html("{}", contact)
    dialled = re.sub(r"[^\d+]", "", number.group())
    return format_html('<a class="nowrap" href="tel:{}">{}</a>', dialled, contact)
