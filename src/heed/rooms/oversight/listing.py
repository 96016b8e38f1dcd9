"""The list of complaints as it is shown: its rows or groups, what is on, and the queues beside it."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from heed.process.moves import MOVES
from heed.process.policy import Policy
from heed.process.words import Stage
from heed.queries.complaints.counts import CAP
from heed.queries.complaints.filters import UNASSESSED, GroupBy, SortBy
from heed.queries.complaints.groups import Group, GroupPage, grouped
from heed.queries.complaints.lists import open_matters
from heed.queries.complaints.queues import filters_of, queues_of, word_in
from heed.records.models import Account
from heed.rooms.oversight.asked import USUAL, address_with, columns_of, hidden_of, pills, shelf_of
from heed.ui.names import category_name, level_name
from heed.ui.navigation import shown_count
from heed.ui.paging import pager

#: The keys of the list, each with its move: accept, duplicate, refer, set aside, hand over, note.
TRIAGE = tuple(
    (letter, MOVES[name])
    for letter, name in (
        ("v", "verify"),
        ("d", "merge"),
        ("r", "refer"),
        ("h", "snooze"),
        ("a", "reassign"),
        ("n", "note"),
    )
)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of rows under its heading; `all` is the address of the list of this group alone."""

    label: str
    count: str
    all: str
    group: Group


def shown_list(request: HttpRequest, account: Account, view: str, after: str, policy: Policy) -> dict[str, Any]:
    """Return what the page of the list shows, by its address, under the policy in force."""
    shelf = shelf_of(request, queues_of(account))
    asks, words = shelf.asks, request.GET.get("q", "")
    filters = replace(filters_of(asks, account.pk, policy), text=words, snoozed=view == "snoozed")
    columns = columns_of(asks)
    context = {
        "shelf": shelf,
        "triage": TRIAGE,
        "pills": pills(request, asks, account),
        "carried": hidden_of(request),
        "columns": columns,
        "usual": columns == USUAL,
        "narrowed": bool(asks or words) and view != "snoozed",
        "settings": request.GET.urlencode(),
    }
    by = _grouping(asks) or (GroupBy.LEVEL if filters.sort is SortBy.LEVEL else None)
    if filters.sort is SortBy.LEVEL:  # the groups are in this order; within one, what is due next comes first
        filters = replace(filters, sort=SortBy.DUE)
    if by is None or words.strip():
        return context | pager(request, open_matters(account, filters, after))
    found = grouped(account, filters, by, request.GET.get("begin", ""), after)
    return context | _of_groups(request, found, by, policy)


def _grouping(asks: Any) -> GroupBy | None:
    code = word_in("group", asks)
    return GroupBy(code) if code else None


def _of_groups(request: HttpRequest, found: GroupPage, by: GroupBy, policy: Policy) -> dict[str, Any]:
    older = address_with(request, begin=found.at, after=found.after) if found.at else ""
    is_first = not request.GET.get("begin")
    return {
        "groups": [_shown(request, group, by, policy) for group in found.groups],
        "page": (),
        "newer": "" if is_first else address_with(request),
        "older": older,
    }


def _shown(request: HttpRequest, group: Group, by: GroupBy, policy: Policy) -> ShownGroup:
    alone = address_with(request, "group", "queue", **{str(by.value): group.value})
    return ShownGroup(_label(group, by, policy), shown_count(min(group.count, CAP)), alone, group)


def _label(group: Group, by: GroupBy, policy: Policy) -> str:
    if by is GroupBy.STAGE:
        return _(Stage(group.value).label)
    if by is GroupBy.LEVEL:
        return level_name(policy, group.value)
    if by is GroupBy.CATEGORY:
        return _("Not assessed yet") if group.value == UNASSESSED else category_name(policy, group.value)
    return group.name
