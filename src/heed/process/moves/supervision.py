"""Supervision: approvals, escalation, who answers for the case, and paused clocks. The stage stays as it is."""

from heed.process import facts, guards
from heed.process.move import Move, Tone
from heed.process.roles import DESK, INTAKE, LEADS, SUPERIORS
from heed.process.words import BEFORE_HANDLED, N_, OPEN, ClockKind, Party, Role, Stage

ASK_APPROVAL = Move(
    name="ask_approval",
    label=N_("Ask for approval"),
    done=N_("asked for approval"),
    at=(
        Stage.RECEIVED, Stage.VERIFIED, Stage.PROMISED, Stage.INVESTIGATING, Stage.PROPOSED, Stage.HANDLED,
    ),
    by=DESK,
    asks=(facts.SUBJECT, facts.SOLUTION_TO_APPROVE, facts.SUM_TO_APPROVE, facts.REASON),
    guards=(guards.not_asked_yet,),
    starts=(ClockKind.APPROVAL,),
    tells=(Party.APPROVER,),
    tone=Tone.QUIET,
    rule="R65 C9 C12",
)  # fmt: skip
APPROVE = Move(
    name="approve",
    label=N_("Approve"),
    done=N_("approved it"),
    at=OPEN,
    by=(Role.MANAGER, Role.CENTRE),
    asks=(facts.ASKED_SUBJECT, facts.NOTE.optional()),
    offered_while=guards.approval_is_asked,
    guards=(guards.is_asked, guards.is_not_own_request),
    stops=(ClockKind.APPROVAL,),
    tells=(Party.CASE_OWNER,),
    key="y",
    rule="R65 C12",
)
DISAPPROVE = Move(
    name="disapprove",
    label=N_("Do not approve"),
    done=N_("did not approve it"),
    at=OPEN,
    by=(Role.MANAGER, Role.CENTRE),
    asks=(facts.ASKED_SUBJECT, facts.REASON),
    offered_while=guards.approval_is_asked,
    guards=(guards.is_asked,),
    stops=(ClockKind.APPROVAL,),
    tells=(Party.CASE_OWNER,),
    tone=Tone.QUIET,
    rule="R65 C12",
)
ESCALATE = Move(
    name="escalate",
    label=N_("Escalate"),
    done=N_("escalated it"),
    at=OPEN,
    by=(*INTAKE, Party.CLOCKWORK, Role.OPERATOR),
    accused_may=True,
    asks=(facts.LISTED_REASON, facts.NAMED_PERSON),
    given=(facts.CLOCK, facts.RUNG, facts.TO_ROLE, facts.SUPERIOR_WELCOME),
    tells=(Party.SUPERIOR,),
    tone=Tone.GRAVE,
    key="e",
    rule="R33 C7 C8",
)
ACKNOWLEDGE = Move(
    name="acknowledge",
    label=N_("I see to it"),
    done=N_("sees to it"),
    at=OPEN,
    by=SUPERIORS,
    asks=(facts.NOTE.optional(),),
    offered_while=guards.is_called,
    tells=(Party.CASE_OWNER,),
    key="n",
    acknowledges=True,
    rule="R33 C7",
)
REASSIGN = Move(
    name="reassign",
    label=N_("Change the case owner"),
    done=N_("changed the case owner"),
    at=OPEN,
    by=(*SUPERIORS, Role.ADMIN),
    asks=(facts.ASSIGNEE, facts.REASON),
    guards=(guards.no_conflict,),
    tells=(Party.CASE_OWNER,),
    tone=Tone.QUIET,
    rule="R68 R79",
)
STAND_IN = Move(
    name="stand_in",
    label=N_("Hand over to a stand-in"),
    done=N_("handed it over to a stand-in"),
    at=OPEN,
    by=(*LEADS, Role.ADMIN),
    asks=(facts.HANDED, facts.INSTEAD_OF, facts.ASSIGNEE, facts.REASON),
    guards=(guards.is_open_to_hand_over, guards.no_conflict, guards.stand_in_did_not_handle_it),
    tells=(Party.CASE_OWNER,),
    tone=Tone.QUIET,
    rule="R65 R68 R73 C3",
)
NAME_ACCUSED = Move(
    name="name_accused",
    label=N_("It is about a member of staff"),
    done=N_("named the member of staff it is about"),
    at=OPEN,
    by=DESK,
    asks=(facts.ACCUSED,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR),
    tells_robots=False,
    tone=Tone.QUIET,
    rule="R20 C3",
)
PAUSE = Move(
    name="pause",
    label=N_("Let the clocks wait"),
    done=N_("let the clocks wait"),
    at=BEFORE_HANDLED,
    by=LEADS,
    asks=(facts.PAUSE, facts.REASON),
    offered_while=guards.is_running,
    tone=Tone.QUIET,
    rule="R56",
)
RESUME = Move(
    name="resume",
    label=N_("Let the clocks go on"),
    done=N_("let the clocks go on"),
    at=BEFORE_HANDLED,
    by=(*LEADS, Party.CLOCKWORK),
    asks=(facts.REASON,),
    offered_while=guards.is_paused,
    tone=Tone.QUIET,
    rule="R56",
)

ROWS = (ASK_APPROVAL, APPROVE, DISAPPROVE, ESCALATE, ACKNOWLEDGE, REASSIGN, STAND_IN, NAME_ACCUSED, PAUSE, RESUME)
