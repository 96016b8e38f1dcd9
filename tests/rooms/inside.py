"""A complaint's long life with something secret in every fact that stays inside."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from heed.actions.registry import ACTIONS
from heed.process.words import ApprovalSubject, Method, Responsibility
from heed.queries.actor import OWNER
from heed.records.models import Account, Complaint
from tests.photos import PNG
from tests.world import World

STAFF_PHONE = "13911112222"
#: What no owner may ever read, each a word that stands in one internal fact of `long_life`.
SECRETS = tuple(f"内情{letter}" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申")
INSIDE = (*SECRETS, STAFF_PHONE, "inside.png")


def long_life(world: World) -> Complaint:
    """From the call to handled in round two, by way of every internal move; Zhou, Lin and Wang have telephones."""
    Account.objects.update(phone=STAFF_PHONE)
    secrets = iter(SECRETS)
    complaint = world.lodge(crux=next(secrets), state_of_mind=next(secrets), cause=next(secrets))

    def make(move: str, by: Any = world.lin, **facts: Any) -> None:
        world.make(move, complaint, by=by, **facts)

    make("note", words=next(secrets))
    make("attach", files=[ContentFile(PNG, name="inside.png")], words=next(secrets))
    world.make("verify", complaint, by=world.zhou, restated="二号电梯上周修过，今天又停", confirmed=True,
               category="lift_stopped", level="general", nature="harm", emotion="agitated", wants="彻底修好",
               remit="ours", crux=next(secrets))  # fmt: skip
    make("escalate", by=world.zhou, reason=next(secrets))
    make("reassess", category="lift_stopped", level="general", nature="harm", validity="valid", emotion="calm",
         reason=next(secrets))  # fmt: skip
    make("reassign", account=world.zhao, reason=next(secrets))
    due_at = complaint.received_at + timedelta(hours=5)
    make("promise", words="我会在三点前给您回电", due_at=due_at, consent=True)
    make("investigate", account=world.lin)
    make("pause", pause="awaiting_outside", reason=next(secrets))
    make("resume", reason=next(secrets))
    make("apologise", apology="很抱歉，让您和老人受惊了", method=Method.PHONE)
    make("ask_approval", subject=ApprovalSubject.EXPLAIN, reason=next(secrets))
    make("disapprove", by=world.zhao, subject=ApprovalSubject.EXPLAIN, reason=next(secrets))
    _propose(make, "更换门刀", money=Decimal(200))
    ACTIONS["decline"](
        complaint, by=OWNER, at=_next(complaint), owner_words="只换一个件，下次又坏怎么办", own_proposal="连皮带一起换"
    )
    make("apologise", apology="是我们考虑不周", method=Method.PHONE)
    _propose(make, "门刀、皮带一并更换")
    make("agree", owner_words="好")
    make("order", department=world.engineering, account=world.wang, work=next(secrets), due_at=due_at)
    order = complaint.orders.latest("pk")
    make("refuse_order", by=world.wang, order=order, reason=next(secrets))
    make("order", department=world.engineering, account=world.liu, work="更换", due_at=due_at)
    order = complaint.orders.latest("pk")
    make("new_date", words="我明天中午前办好", due_at=due_at + timedelta(days=1), consent=True, reason=next(secrets))
    make("accept_order", by=world.liu, order=order)
    make("finish_order", by=world.liu, order=order, result=next(secrets))
    make("complete", result="门刀已换，运行正常", method=Method.PHONE)
    make("summarise", root_cause=next(secrets), lesson=next(secrets), prevention="x")
    assert not list(secrets), "every secret has been added"
    complaint.refresh_from_db()
    return complaint


def _propose(make: Any, solution: str, **facts: Any) -> None:
    make("propose", findings="门刀漏换", responsibility=Responsibility.MANAGEMENT, solution=solution,
         method=Method.PHONE, **facts)  # fmt: skip


def _next(complaint: Complaint) -> Any:
    return complaint.entries.order_by("-seq").values_list("at", flat=True)[0] + timedelta(minutes=1)
