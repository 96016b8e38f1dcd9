"""The list of complaints in groups: one group after the other, each paged by its own key (R68, R149).

Which groups there are is counted in one walk over what is open to the reader. The rows of a group go along the index
of the list, so that a page of groups costs what so many short lists cost.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count

from heed.process.policy import Policy
from heed.process.words import OPEN
from heed.queries.complaints.filters import UNASSESSED, Filters, GroupBy
from heed.queries.complaints.lists import matter_values, walked
from heed.queries.complaints.rows import ComplaintRow, rows_of
from heed.queries.paging import PAGE, Key
from heed.queries.policies import current_policy
from heed.records.models import Account, Complaint

#: So many groups are on a page at most.
GROUPS = 8
_NAMED = {GroupBy.PROJECT: "project__name", GroupBy.PERSON: "case_owner__name"}
_SORTED = {GroupBy.PROJECT: "project__code", GroupBy.PERSON: "case_owner__name"}


@dataclass(frozen=True, slots=True)
class Group:
    """A group on a page: its value in the filter, its name where that is no code, how many it has, its rows."""

    value: str
    name: str
    count: int
    rows: tuple[ComplaintRow, ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Some groups, and where the next page begins: at which group, after which row of it; "" on the last page."""

    groups: tuple[Group, ...] = ()
    at: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Counted:
    value: str
    name: str
    count: int


def grouped(
    account: Account,
    filters: Filters,
    by: GroupBy,
    at: str = "",
    after: str = "",
    size: int = PAGE,
    now: datetime | None = None,
) -> GroupPage:
    """Return a page of the list in groups, beginning `after` a row of the group `at`.

    Two queries for a group, two for all of them besides those of the list.
    """
    counted = counted_groups(account, filters, by, now)
    begin = next((place for place, one in enumerate(counted) if one.value == at), 0)
    found: list[tuple[_Counted, list[dict[str, Any]]]] = []
    left, key = size, after if counted and counted[begin].value == at else ""
    rest_at = rest_after = ""
    for one in counted[begin:]:
        if left <= 0 or len(found) == GROUPS:
            rest_at, rest_after = one.value, ""
            break
        values = matter_values(account, _within(filters, by, one.value), key, left, now)
        found.append((one, values[:left]))
        if len(values) > left:
            last = values[left - 1]
            rest_at, rest_after = one.value, str(Key(last[filters.sort.column], last["id"]))
            break
        left, key = left - len(values), ""
    return GroupPage(_with_rows(found), rest_at, rest_after)


def _with_rows(found: list[tuple[_Counted, list[dict[str, Any]]]]) -> tuple[Group, ...]:
    rows = iter(rows_of(value for _, values in found for value in values))
    return tuple(
        Group(one.value, one.name, one.count, tuple(next(rows) for _ in values)) for one, values in found if values
    )


def counted_groups(account: Account, filters: Filters, by: GroupBy, now: datetime | None = None) -> list[_Counted]:
    """Return the groups that have complaints, in their order, each with how many; a query for each part of the list."""
    columns = (by.column, _NAMED.get(by, by.column), _SORTED.get(by, by.column))
    counts: Counter[tuple[str, str, str]] = Counter()
    for looked_at in walked(account, filters, now):
        found = Complaint.objects.filter(pk__in=looked_at).order_by().values_list(*columns).annotate(count=Count("pk"))
        counts.update({(str(value) or UNASSESSED, str(name), str(sort)): count for value, name, sort, count in found})
    places = _places(by, current_policy())
    rows = sorted(counts, key=lambda row: (places.get(row[0], len(places)), row[2], row[0]))
    return [_Counted(row[0], row[1] if by in _NAMED else "", counts[row]) for row in rows]


def _places(by: GroupBy, policy: Policy) -> Mapping[str, int]:
    """The place of each code in the order in which groups are shown; none for groups that go by their names."""
    codes = {
        GroupBy.STAGE: [stage.value for stage in OPEN],
        GroupBy.LEVEL: [level.code for level in reversed(policy.levels)],
        GroupBy.CATEGORY: [UNASSESSED, *(leaf.code for leaf in policy.leaves())],
    }
    return {code: place for place, code in enumerate(codes.get(by, ()))}


def _within(filters: Filters, by: GroupBy, value: str) -> Filters:
    group: dict[str, Any] = {by.column: int(value) if by in _NAMED else value}
    return replace(filters, **group)
