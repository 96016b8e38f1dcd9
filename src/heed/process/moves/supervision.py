"""Supervision: approvals, escalation, who answers for the case, and paused clocks. The stage stays as it is."""

from heed.process import approval_guards, facts, guards, hearing
from heed.process.move import Move, Tone
from heed.process.roles import DESK, INTAKE, LEADS, SUPERIORS
from heed.process.words import BEFORE_HANDLED, N_, OPEN, ClockKind, Party, Role, Stage

ASK_APPROVAL = Move(
    name="ask_approval",
    label=N_("Request approval"),
    done=N_("requested approval"),
    at=(
        Stage.RECEIVED, Stage.VERIFIED, Stage.PROMISED, Stage.INVESTIGATING, Stage.PROPOSED, Stage.HANDLED,
    ),
    by=DESK,
    asks=(facts.SUBJECT, facts.SOLUTION_TO_APPROVE, facts.SUM_TO_APPROVE, facts.REASON),
    guards=(approval_guards.not_asked_yet,),
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
    offered_while=approval_guards.approval_is_asked,
    guards=(approval_guards.is_asked, approval_guards.is_not_own_request),
    stops=(ClockKind.APPROVAL,),
    tells=(Party.CASE_OWNER,),
    key="y",
    rule="R65 C12",
)
DISAPPROVE = Move(
    name="disapprove",
    label=N_("Reject approval"),
    done=N_("rejected the approval"),
    at=OPEN,
    by=(Role.MANAGER, Role.CENTRE),
    asks=(facts.ASKED_SUBJECT, facts.REASON),
    offered_while=approval_guards.approval_is_asked,
    guards=(approval_guards.is_asked,),
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
    asks=(facts.REASON, facts.NAMED_PERSON),
    given=(facts.CLOCK, facts.RUNG, facts.TO_ROLE, facts.SUPERIOR_WELCOME),
    tells=(Party.SUPERIOR,),
    tone=Tone.GRAVE,
    key="e",
    rule="R33 C7 C8",
)
ACKNOWLEDGE = Move(
    name="acknowledge",
    label=N_("Acknowledge"),
    done=N_("acknowledged it"),
    at=OPEN,
    by=SUPERIORS,
    asks=(facts.NOTE.optional(),),
    offered_while=guards.is_called,
    tells=(Party.CASE_OWNER,),
    key="n",
    acknowledges=True,
    many=True,
    rule="R33 C7",
)
REASSIGN = Move(
    name="reassign",
    label=N_("Change case owner"),
    done=N_("changed the case owner"),
    at=OPEN,
    by=(*SUPERIORS, Role.ADMIN),
    asks=(facts.ASSIGNEE, facts.REASON),
    guards=(guards.no_conflict,),
    tells=(Party.CASE_OWNER,),
    tone=Tone.QUIET,
    many=True,
    rule="R68 R79",
)
STAND_IN = Move(
    name="stand_in",
    label=N_("Hand over to a substitute"),
    done=N_("handed it over to a substitute"),
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
    label=N_("Name the person complained about"),
    done=N_("named the person complained about"),
    at=OPEN,
    by=DESK,
    asks=(facts.ACCUSED,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR),
    tells_robots=False,
    tone=Tone.QUIET,
    rule="R20 C3",
)
ARRANGE_HEARING = Move(
    name="arrange_hearing",
    label=N_("Arrange a hearing"),
    done=N_("arranged when the person complained about is heard"),
    at=OPEN,
    by=LEADS,
    asks=(hearing.HEARD, hearing.HEARING_AT, hearing.HEARING_BY, hearing.HEARING_WHERE),
    offered_while=hearing.somebody_is_complained_of,
    guards=(hearing.heard_is_complained_of, guards.no_conflict, guards.in_time),
    tells=(Party.CASE_OWNER,),
    tells_robots=False,
    tone=Tone.QUIET,
    rule="C3",
)
HEAR = Move(
    name="hear",
    label=N_("Record the hearing"),
    done=N_("heard the person complained about"),
    at=OPEN,
    by=DESK,
    asks=(hearing.HEARD, hearing.STATEMENT),
    offered_while=hearing.somebody_is_complained_of,
    guards=(hearing.heard_is_complained_of,),
    tells=(Party.CASE_OWNER,),
    tells_robots=False,
    tone=Tone.QUIET,
    rule="C3",
)
PAUSE = Move(
    name="pause",
    label=N_("Pause clocks"),
    done=N_("paused the clocks"),
    at=BEFORE_HANDLED,
    by=LEADS,
    asks=(facts.PAUSE, facts.REASON),
    offered_while=guards.is_running,
    tone=Tone.QUIET,
    many=True,
    rule="R56",
)
RESUME = Move(
    name="resume",
    label=N_("Resume clocks"),
    done=N_("resumed the clocks"),
    at=BEFORE_HANDLED,
    by=(*LEADS, Party.CLOCKWORK),
    asks=(facts.REASON,),
    offered_while=guards.is_paused,
    tone=Tone.QUIET,
    many=True,
    rule="R56",
)
SNOOZE = Move(
    name="snooze",
    label=N_("Set aside for now"),
    done=N_("set it aside on the own list"),
    at=OPEN,
    by=DESK,
    asks=(facts.SET_ASIDE_UNTIL, facts.REASON),
    guards=(guards.in_time,),
    tone=Tone.QUIET,
    many=True,
    rule="R68 R89",
)

ROWS = (
    ASK_APPROVAL, APPROVE, DISAPPROVE, ESCALATE, ACKNOWLEDGE, REASSIGN, STAND_IN, NAME_ACCUSED, ARRANGE_HEARING, HEAR,
    PAUSE, RESUME, SNOOZE,
)  # fmt: skip
