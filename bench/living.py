"""A process that plays whole lives for `bench.life`. It answers each line of its input with one line.

A life: taken in, verified, investigated, apologised for, proposed, agreed, ordered, the order accepted, begun and done,
completed, visited, by which it closes, and found by a search.
"""

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django
from django.db import connection
from django.utils import timezone

django.setup()

from heed.actions.complaints.intake import lodge  # noqa: E402
from heed.actions.registry import ACTIONS  # noqa: E402
from heed.process.facts import ASKED_RATINGS  # noqa: E402
from heed.process.words import Channel, Method, Nature, Responsibility, Validity, VisitOutcome  # noqa: E402
from heed.queries.complaints.search import search_complaints  # noqa: E402
from heed.records.models import Account, Complaint, Department, Project  # noqa: E402

CONTENT = "3号楼2号电梯从昨天晚上就停了，到现在没人修，门口连张告示都没有。家里老人八十多了，天天爬楼受不了。"


class Staff:
    """The people of the estate that `seed-data` makes."""

    def __init__(self) -> None:
        self.project = Project.objects.get(code="S1")
        self.department = Department.objects.filter(project=self.project).order_by("pk")[0]
        self.desk, self.lead, self.worker, self.follow_up = (
            Account.objects.get(username=f"s1-{role}") for role in ("receptionist", "director", "operator", "follow_up")
        )


def live(staff: Staff) -> Complaint:
    """Play one life, from the first call to the search. Raises RuntimeError where it is not closed or not found."""
    complaint = lodge(
        staff.project, by=staff.desk, channel=Channel.PHONE, content=CONTENT, name="陈女士", unit="3-1502",
        contact="13800002207", course="昨晚起", about="二号电梯", wants="尽快恢复，并说明原因",
    )  # fmt: skip

    def make(move: str, by: Account, **facts: Any) -> None:
        nonlocal complaint
        complaint = ACTIONS[move](complaint, by=by, **facts)

    make("verify", staff.desk, restated="二号电梯停运", confirmed=True, category="lift_stopped", level="general",
         nature=Nature.HARM, emotion="calm", wants="尽快恢复", remit="ours")  # fmt: skip
    make("investigate", staff.lead, account=staff.lead)
    make("apologise", staff.lead, apology="很抱歉，让您和老人受累了", method=Method.PHONE)
    make("propose", staff.lead, findings="门刀磨损", responsibility=Responsibility.MANAGEMENT,
         solution="当日更换门刀并留守", method=Method.PHONE, validity=Validity.VALID)  # fmt: skip
    make("agree", staff.lead, owner_words="可以，今天一定要修好")
    make("order", staff.lead, department=staff.department, account=staff.worker, work="更换门刀",
         due_at=timezone.now() + timedelta(hours=8))  # fmt: skip
    order = complaint.orders.latest("pk")
    for move in ("accept_order", "arrive"):
        make(move, staff.worker, order=order)
    make("finish_order", staff.worker, order=order, result="已更换，试运行正常")
    make("complete", staff.lead, result="门刀已换，运行正常", method=Method.PHONE)
    make("visit", staff.follow_up, outcome=VisitOutcome.SATISFIED, method=Method.PHONE, owner_words="修好了",
         completed=True, **{mark.name: 5 for mark in ASKED_RATINGS})  # fmt: skip
    if complaint.is_open or complaint.number not in {
        row.number for row in search_complaints(staff.lead, complaint.number)
    }:
        raise RuntimeError(f"{complaint.number} is open or not found")
    return complaint


def play(many: int) -> int:
    """Play so many lives; nanoseconds of CPU for them."""
    people, began = Staff(), time.process_time_ns()
    for _ in range(many):
        live(people)
    return time.process_time_ns() - began


def size() -> int:
    """The bytes of the database, once it is as small as it goes."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    commands: dict[str, Callable[..., int]] = {"play": play, "size": size}
    for line in sys.stdin:
        name, *numbers = line.split()
        print(commands[name](*map(int, numbers)), flush=True)
