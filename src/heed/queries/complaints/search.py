"""Searching complaints by their words, the newest first, and only those that the account may see.

For the desk see also `lookup.find_people`, `repeats.repeats_of` and `repeats.similar_now`.
"""

import json
import re
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from heed.insight.numbers import whole_number
from heed.insight.search_query import SearchQuery, parse_query
from heed.insight.tokens import needles
from heed.queries.access import access_of
from heed.queries.complaints.rows import ComplaintRow, only_open, rows_of, values_at
from heed.queries.paging import Page
from heed.queries.raw_sql import Unindexed, gathered
from heed.records.models import Account, Complaint, SearchIndex, SearchText

#: A list narrowed by words is looked up by the ids of all answers where there are so few of them.
FEW_ANSWERS = 5_000
#: On PostgreSQL: up to so many scopes are read at once, where no more answers are expected than are gathered in a
#: moment; else a page is filled from so many of the newest: a rare word may have none there, a common one stops early.
FEW = 20
COMMON = 20_000
NEAR, NEAR_FOR_COMMON = 10_000, 100_000
_NUMBER = re.compile(r"([a-z0-9]{1,8})(\d{8})(\d{3,})")


def search_complaints(
    account: Account,
    text: str,
    *,
    project: int | None = None,
    still_open: bool = False,
    after: str = "",
    size: int = 20,
) -> Page[ComplaintRow]:
    """Return the complaints with all words of `text`, those in quotes as a phrase; the newest first.

    A whole number finds its complaint at once. `after` is the id that ended the page before. Four queries, and up to
    three more: for a number, and two on PostgreSQL, by how many complaints have the words.
    """
    question = parse_query(text)
    if not question:
        return Page()
    access = access_of(account)
    seen = access.complaints()
    if project is not None:
        seen = seen.filter(project=project)
    if still_open:
        seen = only_open(seen)
    if (number := number_in(text)) and (page := _by_number(seen, number)):
        return page
    question = question.within(access.scopes)
    question = question.within([f"p{project}"] if project is not None else []).within(["o1"] if still_open else [])
    found = _newest(answering(seen, question), question, whole_number(after), size)
    return _page(values_at(found), size)


def number_in(text: str) -> str:
    """Return the number of a complaint ("CH-20261121-014") from any way of writing it; "" for other text."""
    match = _NUMBER.fullmatch("".join(needles(text)))
    return "-".join(match.groups()).upper() if match else ""


def answering(found: QuerySet[Complaint], question: SearchQuery) -> QuerySet[Complaint]:
    """Only the complaints that answer the question, by the index and then, where that is not all, by their lines."""
    return _by_lines(found.filter(search_index__index__answers=question), question)


def among_answers(found: QuerySet[Complaint], question: SearchQuery) -> QuerySet[Complaint]:
    """The same for a list that goes along an index of its own: by the ids of a few answers, which are asked for first.

    Where there are more, its rows are looked up among the ids of all: the index gives 100,000 in 30 ms; asked about
    one complaint it takes a third of a millisecond.
    """
    if (few := _few_answers(question)) is not None:
        return _by_lines(found.filter(pk__among=few), question)
    answers = SearchIndex.objects.filter(index__answers=question).values("pk")
    return _by_lines(found.alias(asked_for=Unindexed(F("pk"))).filter(asked_for__in=answers), question)


def _few_answers(question: SearchQuery) -> list[int] | None:
    """The ids of all that the index gives, where they are few; else None."""
    answers = SearchIndex.objects.filter(index__answers=question).values_list("pk", flat=True)
    if connection.vendor == "postgresql":
        if _expected(question) > COMMON:
            return None
        answers = answers.order_by(gathered("pk"))
    ids = list(answers[: FEW_ANSWERS + 1])
    return ids if len(ids) <= FEW_ANSWERS else None


def _by_lines(found: QuerySet[Complaint], question: SearchQuery) -> QuerySet[Complaint]:
    for lines in question.needles():
        holds = reduce(or_, (Q(text__contains=line) for line in lines))
        found = found.filter(Exists(SearchText.objects.filter(holds, pk=OuterRef("pk"))))
    return found


def _newest(found: QuerySet[Complaint], question: SearchQuery, below: int | None, size: int) -> list[int]:
    """The ids of one more than a page, downward from `below` (None: from the newest).

    SQLite's index gives them in this order by itself. PostgreSQL's planner has to guess whether to walk down the ids
    until enough answer (right for words that are everywhere) or to gather all answers from the index first (right
    for rare ones, and within a few scopes), and guesses wrong for words that occur nowhere, so it gets no choice. It
    is asked only how many answers it expects, which it knows for frequent words.

    Only ids, as each table that a statement joins makes its plan dearer; the rows follow in one that is written once.
    """
    if below is not None:
        found = found.filter(search_index__pk__lt=below)
    ids = found.values_list("search_index__complaint_id", flat=True)
    down = F("search_index__complaint_id").desc()
    if connection.vendor != "postgresql":
        return list(ids.order_by(down)[: size + 1])
    within_few = 0 < sum(map(len, question.scopes)) <= FEW
    is_common = _expected(question) > COMMON
    if is_common or not within_few:
        top = below or SearchIndex.objects.aggregate(newest=Max("pk"))["newest"] or 0
        from_ = top - (NEAR_FOR_COMMON if is_common else NEAR)
        near = list(ids.filter(search_index__pk__gt=from_).order_by(down)[: size + 1])
        if len(near) > size:
            return near
    return list(ids.order_by(gathered("search_index__complaint_id"))[: size + 1])


def _expected(question: SearchQuery) -> int:
    """How many answers PostgreSQL's planner expects of the index; it knows the frequent words, and reads no answer."""
    plan = json.loads(SearchIndex.objects.filter(index__answers=question).explain(format="json"))
    rows: int = plan[0]["Plan"]["Plan Rows"]
    return rows


def _by_number(seen: QuerySet[Complaint], number: str) -> Page[ComplaintRow] | None:
    page = _page(values_at(seen.filter(number=number).values_list("pk", flat=True)), 1)
    return page if page.rows else None


def _page(values: list[dict[str, Any]], size: int) -> Page[ComplaintRow]:
    rows = rows_of(values[:size])
    return Page(tuple(rows), str(rows[-1].id) if len(values) > size else "")
