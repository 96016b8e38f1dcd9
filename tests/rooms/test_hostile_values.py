"""Numbers and days that nobody means end in 404 or 422 at every door, on both databases (R3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest

from heed.insight.numbers import whole_number
from heed.insight.visible import visible
from heed.notices.kinds import BY_CODE
from heed.queries.paging import is_key
from heed.records.models import (
    Absence,
    Account,
    Attachment,
    Bulletin,
    Call,
    Complaint,
    ComplaintAnnouncement,
    DataRequest,
    Duty,
    HeldFile,
    HeldReport,
    Incident,
    LegalHold,
    Notice,
    Occupancy,
    Order,
    Person,
    Place,
    PlaceCode,
    Procedure,
    ReceptionDay,
    Region,
    SignUp,
    Survey,
    SurveyInvitation,
    SurveyQuestion,
)
from heed.records.owner_keys import link_secret_of
from heed.rooms.inbox import views as inbox_views
from tests.rooms.lived import lived
from tests.rooms.walking import COUNTED, HOSTILE, Address, Walker, filled, patterns, recorded
from tests.world import World

__all__ = ["lived", "recorded"]
#: Addresses that end a session, or never end themselves.
LEFT_OUT = {"account_logout", "inbox:live", "demo_sign_in"}
#: Names that no page reads for itself.
PLAIN = {"csrfmiddlewaretoken", "language"}
#: What is sent in each field of a form: a page with a form costs more.
FORM = ("²", "9" * 5000, "0001-01-01T00:00", "9999-12-31")
#: Of these what a database may refuse: the others are Python's alone, and are sent on SQLite.
STORED = FORM[1:3]

#: Moves whose forms ask for instants, sums, people, orders and other complaints.
TRIED = ("promise", "order", "merge")


def fits(name: str, value: str) -> bool:
    """Whether a hostile value is one that the name may have, though nobody means it."""
    seen = visible(value)
    return not seen or (is_key(seen) if name == "after" else whole_number(seen) is not None)


def addresses() -> Iterator[Address]:
    """Every address, with parts that lead to a page wherever the estate has one."""
    complaint, order = Complaint.objects.order_by("pk")[0], Order.objects.latest("pk")
    asked = {one.kind: one for one in DataRequest.objects.all()}
    taken_in, refused, read, followed = HeldReport.objects.order_by("pk")
    keys = {
        "field": order, "inbox": Notice.objects.first(), "setup:account": Account.objects.get(username="wang"),
        "setup:duty": Account.objects.get(username="wang"), "setup:place": Place.objects.get(number="3-1502"),
        "setup:person": Person.objects.get(), "setup:move": Person.objects.get(),
        "setup:representative": Person.objects.get(), "setup:region": Region.objects.get(),
        "rota:absence": Absence.objects.get(), "rota:back": Absence.objects.get(),
        "setup:delivery": Notice.objects.first(), "privacy:hold_lift": LegalHold.objects.get(),
        "privacy:copy": asked["copy"], "privacy:correct": asked["correct"], "privacy:request": asked["erase"],
        "privacy:erase": asked["erase"], "privacy:answer": asked["copy"], "privacy": Person.objects.get(),
        "community:day": ReceptionDay.objects.get(),
        "days:": ReceptionDay.objects.get(),
        "community:announcement": ComplaintAnnouncement.objects.first(),
        "community:bulletin": Bulletin.objects.first(), "estate:announcement": ComplaintAnnouncement.objects.first(),
        "estate:bulletin": Bulletin.objects.first(), "community:board_photo": Attachment.objects.get(),
        "estate:board_photo": Attachment.objects.get(),
        "community:survey": Survey.objects.get(),
        "community:procedure": Procedure.objects.get(), "oversight:incident": Incident.objects.get(),
    }  # fmt: skip
    whole = {
        "number": complaint.number, "secret": complaint.secret, "slug": "cuihu", "code": "CH", "role": "receptionist",
        "pk": Attachment.objects.get().pk, "kind": "call", "act": "take", "answer": "agree", "step": "promise",
        "duty": Duty.objects.filter(account__username="wang").get().pk, "token": "a" * 43, "at": "levels",
        "occupancy": Occupancy.objects.get().pk, "form": "line", "language": "en", "move": "accept_order",
        "guest": SignUp.objects.order_by("pk")[0].pk,
        "home": SurveyInvitation.objects.get().pk, "period": "day", "month": "2026-10", "report": "week",
    }  # fmt: skip
    special: dict[str, dict[str, Any]] = {
        "setup:policy_version": {"number": 1}, "setup:robot_new": {"kind": "wecom"},
        "desk:person": {"pk": Person.objects.get().pk}, "desk:take_on": {"pk": Call.objects.get().pk},
        "desk:end": {"pk": Call.objects.get().pk},
        "desk:held_accept": {"pk": taken_in.pk}, "desk:held_refuse": {"pk": refused.pk},
        "desk:held_file": {"pk": read.pk, "file": HeldFile.objects.get(report=read).pk},
        "portal:held": {"secret": link_secret_of(followed.link_nonce)},
        "complaint:clock": {"pk": complaint.clocks.order_by("pk")[0].pk}, "portal:move": {"name": "say"},
        "days:own": {"secret": link_secret_of(SignUp.objects.order_by("pk")[0].link_nonce)},
        "centre:schedule_step": {"name": "pause"}, "community:announcement_step": {"name": "withdraw"},
        "community:procedure_version": {"number": 1}, "community:procedure_read": {"number": 1},
        "community:survey_question": {"number": SurveyQuestion.objects.order_by("pk")[0].pk},
        "community:survey_question_remove": {"number": SurveyQuestion.objects.order_by("pk")[0].pk},
        "survey:answer": {"secret": link_secret_of(SurveyInvitation.objects.get().link_nonce)},
        "portal:place": {"code": PlaceCode.objects.get().code},
        "desk:summons": {"act": "seen"}, "desk:help": {"move": "order"},
        "setup:wording_edit": {"kind": next(iter(BY_CODE))}, "setup:wording_read": {"kind": next(iter(BY_CODE))},
    }  # fmt: skip
    for name, parts in patterns():
        if name in LEFT_OUT:
            continue
        key = next((row.pk for begin, row in keys.items() if name.startswith(begin) and row), 1)
        given = {part: special.get(name, {}).get(part, whole.get(part, key)) for part in parts}
        if "name" in parts and name.startswith("complaint:"):
            yield from (Address(name, given | {"name": move}) for move in TRIED)
        else:
            yield Address(name, given)


def walk(walker: Walker, address: Address, recorded: set[str], walked: set[tuple[Address, str]]) -> None:
    """Open a page, and send it hostile values unless somebody did who reaches it too, or is kept out just so."""
    if walker.account and {(address, "inside"), (address, "kept out")} <= walked:
        return
    recorded.clear()
    shown = walker.ask(address.url(), kept=True)
    reached = bool(shown is not None and shown.status_code == 200)
    stands = "inside" if reached else "kept out" if walker.account else "stranger"
    if (address, stands) in walked:
        return
    walked.add((address, stands))
    sent, names = filled(shown), sorted(recorded - PLAIN)
    if reached:
        thoroughly(walker, address, recorded, sent, names)
    else:
        walker.ask(address.url(), dict.fromkeys(names, FORM[0]), why="all names")
        walker.ask(address.url(), dict.fromkeys([*sent, *names], FORM[0]), post=True, why="all names")


def thoroughly(walker: Walker, address: Address, recorded: set[str], sent: dict[str, Any], names: list[str]) -> None:
    """Send hostile values in each part of the address, under each name that its page reads, and in each field."""
    values = FORM if connection.vendor == "sqlite" else STORED
    for part in address.parts:
        for value in values:
            walker.ask(address.url(part, value), why=f"{part}={value[:20]!r}")
    for name in (name for name in COUNTED if name in names):
        for value in HOSTILE:
            response = walker.ask(address.url(), {name: value}, why=f"GET {name}={value[:20]!r}")
            if not fits(name, value):
                walker.expect(response, (404, 422), f"{address.url()} GET {name}={value[:20]!r}")
    for name, value in zip((name for name in names if name not in COUNTED), cycle(values), strict=False):
        walker.ask(address.url(), {name: value}, why=f"GET {name}={value[:20]!r}")
    for value in values:
        walker.ask(address.url(), dict.fromkeys(names, value), why=f"GET all names={value[:20]!r}")
    recorded.clear()
    walker.ask(address.url(), sent, post=True, why="as filled in")
    for name, value in zip(
        sorted(recorded - PLAIN | sent.keys()), cycle(values), strict=False
    ):  # each is sent somewhere
        walker.ask(address.url(), {**sent, name: value}, post=True, why=f"POST {name}={value[:20]!r}")


@pytest.mark.parametrize("room", sorted({name.partition(":")[0] for name, _ in patterns()}))
def test_no_value_from_outside_breaks_a_page_or_passes_for_another(lived: World, recorded: set[str], room: str) -> None:
    found = [address for address in addresses() if address.name.partition(":")[0] == room]
    walked: set[tuple[Address, str]] = set()
    faults: list[str] = []
    everybody = Account.objects.order_by("pk")
    if connection.vendor != "sqlite":  # who may enter a page is the same on both; what a value does to it may differ
        everybody = everybody.filter(username__in=("lin", "admin"))
    for account in (None, *everybody):
        walker = Walker(account)
        for address in found:
            walk(walker, address, recorded, walked)
        faults += walker.faults
    assert not faults, "\n".join(faults)


def test_planted_a_page_that_reads_a_number_as_python_does_is_found(
    lived: World, recorded: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(request: HttpRequest) -> str:
        return str(int(request.GET.get("after") or 1))

    monkeypatch.setattr(inbox_views, "page_asked", careless)
    walker = Walker(lived.lin)
    walk(walker, Address("inbox:home", {}), recorded, set())
    assert any("after='²'" in fault for fault in walker.faults)
    assert any(f"after='{'9' * 20}'" in fault for fault in walker.faults)
    assert any("answered 200" in fault for fault in walker.faults), "a number of another script passes for one"
