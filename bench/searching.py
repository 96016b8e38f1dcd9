"""The process that searches for `bench.search`: the same question written in several ways, and how long each takes."""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import django

django.setup()

from heed.queries.complaints.filters import NO_FILTERS  # noqa: E402
from heed.queries.complaints.lists import open_matters  # noqa: E402
from heed.queries.complaints.rows import ComplaintRow  # noqa: E402
from heed.queries.complaints.search import search_complaints  # noqa: E402
from heed.records.models import Account, Complaint  # noqa: E402

ROUNDS = 9
"""So many times each is searched for; the first time does not count."""
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def ways() -> list[list[str]]:
    """A two-character word, and the telephone of an owner of the estate: each in the ways in which people write it."""
    owners = Complaint.objects.filter(project__code="S1", contact__startswith="1380").order_by("-pk")
    phone = owners.values_list("contact", flat=True)[0]
    spaced = f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    return [["电梯", "電梯"], [phone, phone.translate(FULL_WIDTH), f"+86{phone}", f"+86 {spaced}", spaced]]


def timed(query: str) -> dict[str, Any]:
    """The median seconds of a search and of the list that it narrows, and what each found on its first page."""
    reader = Account.objects.get(username="s1-director")
    calls: dict[str, Callable[[], Iterable[ComplaintRow]]] = {
        "search": lambda: search_complaints(reader, query),
        "list": lambda: open_matters(reader, replace(NO_FILTERS, text=query)),
    }
    seconds, found = dict[str, float](), dict[str, list[int]]()
    for name, call in calls.items():
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            found[name] = [row.id for row in call()]
            times.append(time.perf_counter() - began)
        seconds[name] = statistics.median(times[1:])
    return {"seconds": seconds, "found": found}


if __name__ == "__main__":
    for line in sys.stdin:
        query = json.loads(line)
        print(json.dumps(timed(query) if query else ways()), flush=True)
