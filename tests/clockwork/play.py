"""Playing moves at random: who may do what now, and facts for it that pass or may be refused, as people's do."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from heed.process.case import Case, Participant
from heed.process.facts import WOULD_NOT_SAY, Fact, Kind
from heed.process.move import Move
from heed.process.moves import ROWS
from heed.process.words import Method, Nature, Stage, VisitOutcome
from heed.process.workflow import orders_for
from heed.queries.actor import OWNER, Actor, staff
from heed.queries.complaints.case import moves_open_to
from heed.records.models import Complaint
from tests.world import World

#: Not played: what only the clockwork does, and what needs a file.
LEFT_OUT = {"silence", "attach", "lodge"}
#: Ends a life, or only adds to the record: played less often than what leads somewhere.
RARELY = {"withdraw", "merge", "note", "say", "amend", "refer", "summarise", "name_accused"}
LEADS_ON = {move.name for move in ROWS if move.to} - RARELY
TURNS_CLOCKS = {"pause", "resume", "reassess", "new_date"}
HOURS = (0.2, 1, 5, 20, 30, 80, 200)

Choose = Callable[[list[Any]], Any]


def actors(world: World) -> list[Actor]:
    """Those who play, the busiest more often: the director, the desk, the manager, the operator, and the owner."""
    people = (world.lin, world.lin, world.lin, world.zhou, world.zhao, world.wang, world.wang)
    return [*(staff(account) for account in people), OWNER, OWNER]


def possible(case: Case, actor: Participant) -> list[Move]:
    """Every move that is open to the actor now; some of them several times, to be found more often."""
    found = [move for move in moves_open_to(case, actor) if move.name not in LEFT_OUT]
    found = [move for move in found if move.name != "acknowledge" or case.called]
    return [move for move in found for _ in range(_weight(move))]


def _weight(move: Move) -> int:
    if move.name in RARELY:
        return 1
    return (
        25 if move.name in ("resume", "acknowledge") else 5 if move.name in LEADS_ON | TURNS_CLOCKS or move.order else 2
    )


def road(world: World) -> list[tuple[str, Actor, dict[str, Any]]]:
    """Main path from received to the silent week: the moves in their order, by whom, with their facts."""
    lin, zhou, wang = staff(world.lin), staff(world.zhou), staff(world.wang)
    told = {"method": Method.PHONE}
    judged = {"category": "lighting", "level": "general", "nature": Nature.HELP, "emotion": "calm", "remit": "ours"}
    said = {"restated": "楼道灯不亮", "confirmed": True, "wants": "修好", "crux": "老人怕黑"}
    found = {"findings": "线路老化", "responsibility": "none", "validity": "valid", "solution": "更换线路"}
    return [
        ("verify", zhou, judged | said),
        ("promise", zhou, {"words": "我会回电", "consent": True, "due_in": 5}),
        ("investigate", lin, {"account": world.lin}),
        ("propose", lin, found | told),
        ("agree", OWNER, {"owner_words": "可以"}),
        ("order", lin, {"department": world.engineering, "account": world.wang, "work": "更换", "due_in": 5}),
        ("accept_order", wang, {"order": None}),
        ("arrive", wang, {"order": None}),
        ("finish_order", wang, {"order": None, "result": "已更换"}),
        ("complete", lin, {"result": "已修好"} | told),
        ("visit", zhou, {"outcome": VisitOutcome.DECLINED} | told),
    ]


def facts_for(move: Move, case: Case, actor: Participant, world: World, choose: Choose) -> dict[str, Any]:
    """Something for each fact of the move: always for what is needed, now and then for the others."""
    given: dict[str, Any] = {}
    for fact in move.asks:
        if fact.is_needed(case.situation, given) or choose([False, True]):
            value = _value(fact, move, case, actor, world, choose)
            if value is not None:
                given[fact.name] = value
    if move.name == "settle":
        said = {"satisfaction": "satisfied", "confirmed_by": "phone", "called_number": "13800002207"}
        given |= said | {"confirmation": "好的"}
        if {"opinion", "opinion_by"}.intersection(given):
            given |= {"opinion": "加强巡查", "opinion_by": world.lin}
    return given


def _value(fact: Fact, move: Move, case: Case, actor: Participant, world: World, choose: Choose) -> Any:
    policy = case.policy
    known: dict[Kind, Callable[[], Any]] = {
        Kind.LINE: lambda: "13800002207" if fact.name == "contact" else "说明",
        Kind.TEXT: lambda: "说明",
        Kind.INSTANT: lambda: case.now + timedelta(hours=choose(list(HOURS))),
        Kind.YES: lambda: True,
        Kind.FLAG: lambda: True,
        Kind.CHOICE: lambda: choose([word.value for word in fact.choices or () if word not in fact.leaves_out]),
        Kind.CATEGORY: lambda: choose(["lift_stopped", "lighting"]),
        Kind.LEVEL: lambda: choose([level.code for level in policy.levels]),
        Kind.PAUSE: lambda: choose([one.code for one in policy.pauses if one.code not in case.idle_pauses]),
        Kind.ACCOUNT: lambda: world.wang if move.name == "order" else choose([world.lin, world.zhou]),
        Kind.DEPARTMENT: lambda: world.engineering,
        Kind.ORDER: lambda: choose([*orders_for(move, case, actor)]),
        Kind.COMPLAINT: lambda: choose(_others(world)),
        Kind.MONEY: lambda: choose([Decimal(0), Decimal(100_000)]),
        Kind.RATING: lambda: choose([1, 3, 5, *([WOULD_NOT_SAY] if fact.required else [])]),
    }
    return known[fact.kind]() if fact.kind in known else None


def _others(world: World) -> list[Complaint]:
    """What can be named as the other complaint: an open one of the project, if there is any."""
    return list(Complaint.objects.filter(project=world.project, stage=Stage.RECEIVED).order_by("pk"))
