"""A complaint as the workflow sees it, who acts, and why something may not be done. Plain values, no records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from heed.process.facts import (
    APOLOGISED,
    APOLOGY_OWED,
    AT_BODY,
    BY_OWNER,
    HELP_NEEDED,
    IN_DANGER,
    NOT_OURS,
    OUT_OF_REACH,
    PROMISE_BROKEN,
    PROMISE_OPEN,
)
from heed.process.joint_facts import SHARED
from heed.process.policy import Policy
from heed.process.words import OrderState, Party, Role, Stage

#: Orders in these states bring no help.
NO_HELP = (OrderState.REFUSED, OrderState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move may not be made. `text` is a message id that `params` fill; `fact` is the field at fault.

    `cure` is the name of the move that removes the reason, where one does; `cure_by` who makes that move, where the
    one who is refused may not.
    """

    text: str
    fact: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    cure: str = ""
    cure_by: tuple[Role | Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Who acts: the codes of the roles and parties held in this case, and the account of a staff member."""

    holds: frozenset[str]
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that the workflow needs to know of a complaint, as plain values."""

    stage: Stage | None  # None: it is not on record yet
    policy: Policy
    now: datetime
    level: str = ""
    round: int = 1
    circumstances: frozenset[str] = frozenset()  # anonymous, unreachable
    missing: frozenset[str] = frozenset()  # names of the facts of R3 to R5 not on record
    assessed: bool = False
    nature: str = ""
    responsibility: str = ""
    simple_repair: bool = False  # its category needs no proposal
    about_conduct: bool = False  # a complaint about a person's manner
    outside: bool = False  # another body's matter by the assessment (R7)
    accused: frozenset[int] = frozenset()  # accounts complained of
    apologies: frozenset[str] = frozenset()  # methods of the apologies of this round
    approvals: frozenset[str] = frozenset()  # subjects approved in this round, by the last decision on each
    approved_money: Decimal = Decimal(0)  # the sum that the approval of the solution covers
    approved_solution: str = ""  # the solution that it covers, word for word
    asked: frozenset[str] = frozenset()  # subjects that wait for an approver, since any round
    asked_by_actor: frozenset[str] = frozenset()  # those of them that the actor asked for
    orders: Mapping[int, OrderState] = field(default_factory=dict)
    actors_orders: frozenset[int] = frozenset()  # orders that the actor works on or heads
    own_orders: frozenset[int] = frozenset()  # orders that name the actor
    linked_orders: frozenset[int] = frozenset()  # open orders that people of contractors receive by link
    bounces: int = 0  # how often work was refused or sent back
    promise_open: bool = False
    promised: str = ""  # what the open promise is about: a code of `PromisedWay`
    promise_missed: bool = False  # the time of the open promise has passed
    apology_owed: bool = False  # a promise was broken, or moved too late, without an apology so far
    by_owner: bool = False  # the owner acts, on the own page
    out_of_reach: bool = False  # the staff have no way to reach the owner (R6)
    compensation_owed: bool = False  # a sum was agreed, and neither paid nor waived by the owner
    paused: bool = False
    idle_pauses: frozenset[str] = frozenset()  # codes of the reasons to pause that would stop no running clock
    called: bool = False  # a clock was escalated, and no superior has acknowledged it
    handler_id: int | None = None  # who completed the work of this round
    not_reached: int = 0  # return visits of this round that did not reach the owner
    repeated: bool = False  # complaints of the same matter came since it was handled
    questionnaire_until: datetime | None = None  # it was sent in this round; the owner has until then to answer
    visit_due_at: datetime | None = None  # when the return visit is due, by the policy or as agreed
    silence_ends_at: datetime | None = None
    closed_at: datetime | None = None
    call_planned: bool = False  # a friendly call was told to the owner (R98)
    to_check: bool = False  # drawn for the director's check (C3)
    reviewed_round: int = 0  # the last round of whose result the owner asked for a second look
    review_asked: bool = False  # and nobody has looked again yet
    took_part: bool = False  # the actor had a part in the case; known only while a second look is asked for
    from_body: bool = False  # a government hotline or another body passed it on
    in_danger: bool = False  # by its level people may be in danger, and it is not on record that all are safe
    said_safe: bool = False  # by its level people may have been in danger, and it is on record that all are safe
    main_stage: Stage | None = None  # of the complaint with which it is followed together; None: with none
    shared: bool = False  # complaints of other owners are followed together with it
    demand: str = ""  # where the demand of the company centre stands: a code of `DemandState`
    to_sign: bool = False  # and waits for us to sign for it

    @property
    def is_apologised(self) -> bool:
        """Whether an apology was made in this round, in the form that the level asks for (R52)."""
        forms = self.policy.level(self.level).apology_forms
        any_form = not forms or self.out_of_reach
        return bool(self.apologies if any_form else self.apologies.intersection(forms))

    @property
    def situation(self) -> frozenset[str]:
        """The circumstances that decide which facts are needed: those of the complaint, and those of the moment."""
        helped = any(state not in NO_HELP for state in self.orders.values())
        now = {
            SHARED: self.shared,
            APOLOGISED: self.is_apologised,
            IN_DANGER: self.in_danger,
            HELP_NEEDED: self.in_danger and not helped,
            APOLOGY_OWED: self.apology_owed,
            PROMISE_OPEN: self.promise_open,
            NOT_OURS: self.outside and self.stage is not Stage.OUTSIDE,
            AT_BODY: self.stage is Stage.OUTSIDE,
            PROMISE_BROKEN: self.apology_owed and self.promise_missed,
            BY_OWNER: self.by_owner,
            OUT_OF_REACH: self.out_of_reach and not self.by_owner,
        }
        return self.circumstances | {name for name, holds in now.items() if holds}
