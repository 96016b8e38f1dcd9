"""At any time: what is said to the owner and put on record while the stage stays as it is."""

from heed.process import (
    danger_guards,
    facts,
    guards,
    intake_guards,
    joint_facts,
    judgement_guards,
    promise_facts,
    promise_guards,
    reach_guards,
)
from heed.process.move import Move, OwnerText, Spoken, Tone
from heed.process.roles import DESK, INTAKE, LEADS
from heed.process.words import BEFORE_HANDLED, N_, OPEN, ClockKind, Line, Party, Role, Stage

ALL_SAFE = Move(
    name="all_safe",
    label=N_("Everybody is safe"),
    done=N_("recorded that everybody is safe"),
    at=OPEN,
    by=(*DESK, Role.GUARD, Party.WORKER, Role.DEPARTMENT),
    asks=(facts.NOTE.labelled(N_("How everybody is")).optional(),),
    offered_while=danger_guards.somebody_is_in_danger,
    stops=(ClockKind.SAFETY,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR, Role.RECEPTIONIST),
    owner_sees=OwnerText(N_("Everybody is safe")),
    key="x",
    first_while=facts.IN_DANGER,
    rule="R20 R22 R75",
)
AMEND = Move(
    name="amend",
    label=N_("Add details"),
    done=N_("added details"),
    at=OPEN,
    by=(*DESK, Role.GUARD),
    asks=(
        facts.NAME.optional(), facts.UNIT.optional(), facts.CONTACT.optional(), facts.ORGANISATION,
        facts.HAPPENED, facts.WHERE, facts.HURT, facts.COURSE, facts.ABOUT, facts.WANTS.optional(), facts.CRUX,
        facts.STATE_OF_MIND, facts.CAUSE,
    ),
    line=Line.OWNER_CENTRE,
    tone=Tone.QUIET,
    amends=True,
    rule="R4 R5 R12 R13",
)  # fmt: skip
REASSESS = Move(
    name="reassess",
    label=N_("Reassess"),
    done=N_("reassessed it"),
    at=OPEN,
    by=LEADS,
    asks=(
        facts.CATEGORY, facts.LEVEL, facts.NATURE, facts.AUTHORITY, facts.VALIDITY, facts.EMOTION, facts.REASON,
        facts.WHY_BOTH,
    ),
    guards=(judgement_guards.reassessed_alike,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR),
    tone=Tone.QUIET,
    rule="R19 R21 R22",
)  # fmt: skip
REPLY = Move(
    name="reply",
    label=N_("Reply to the owner"),
    done=N_("gave a reply"),
    at=(
        Stage.VERIFIED,
        Stage.PROMISED,
        Stage.INVESTIGATING,
        Stage.PROPOSED,
        Stage.HANDLING,
        Stage.OUTSIDE,
    ),
    by=DESK,
    asks=(facts.WORDS, facts.TOLD_HOW),
    restarts=(ClockKind.PROGRESS,),
    stops=(ClockKind.ANSWER, ClockKind.PROMISE),
    tells=(Party.OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("We replied to you"), spoken=(facts.WORDS,)),
    tone=Tone.QUIET,
    rule="R55 R76",
)
REPORT_PROGRESS = Move(
    name="report_progress",
    label=N_("Report progress"),
    done=N_("reported progress"),
    at=BEFORE_HANDLED,
    by=DESK,
    asks=(facts.WORDS, facts.TOLD_HOW, joint_facts.FOR_OTHERS),
    passes_on="pass_on_news",
    restarts=(ClockKind.PROGRESS,),
    tells=(Party.OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("We told you how it stands"), spoken=(facts.WORDS,)),
    tone=Tone.QUIET,
    rule="R56 R95",
)
APOLOGISE = Move(
    name="apologise",
    label=N_("Apologise"),
    done=N_("apologised"),
    at=OPEN,
    by=DESK,
    asks=(
        facts.APOLOGY,
        facts.TOLD_HOW,
        facts.REASON.while_apology_owed(),
        facts.REMEDY.while_apology_owed(),
        promise_facts.WHY_NO_DATE,
    ),
    guards=(guards.apology_in_form_of_level,),
    stops=(ClockKind.APOLOGY,),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("We apologised to you"),
        spoken=(
            facts.APOLOGY,
            Spoken(facts.REASON, label=N_("The reason")),
            Spoken(facts.REMEDY, label=N_("What we offer you")),
        ),
    ),
    tone=Tone.QUIET,
    key="g",
    first_while=facts.APOLOGY_OWED,
    rule="R51 R52 R72",
)
NEW_DATE = Move(
    name="new_date",
    label=N_("Agree new date"),
    done=N_("agreed a new date"),
    at=(Stage.PROMISED, Stage.INVESTIGATING, Stage.PROPOSED, Stage.HANDLING, Stage.OUTSIDE),
    by=DESK,
    asks=(
        facts.PROMISE_WORDS,
        promise_facts.PROMISED_INSTEAD,
        facts.DUE_AT,
        facts.REASON,
        facts.CONSENT,
        facts.APOLOGY.while_apology_owed(facts.PROMISE_OPEN),
        facts.REMEDY.while_apology_owed(facts.PROMISE_OPEN),
        facts.TOLD_HOW.while_apology_owed(facts.PROMISE_OPEN),
    ),
    needs=(reach_guards.owner_can_be_reached,),
    guards=(guards.in_time, guards.new_date_within_longest_reply, promise_guards.work_promised_once_agreed),
    starts=(ClockKind.PROMISE,),
    stops=(ClockKind.APOLOGY,),
    drops=(ClockKind.PROMISE, ClockKind.FINISH),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("We agreed a new date with you"),
        spoken=(
            facts.PROMISE_WORDS,
            facts.APOLOGY,
            Spoken(facts.REMEDY, label=N_("What we offer you")),
            Spoken(facts.REASON, label=N_("The reason"), only_with=facts.APOLOGY),  # other reasons stay inside (R72)
        ),
    ),
    tone=Tone.QUIET,
    rule="R61 R72 R73",
)
CLARIFY = Move(
    name="clarify",
    label=N_("What was done at intake"),
    done=N_("recorded what was done at intake"),
    at=tuple(Stage),
    by=(Role.GUARD,),
    asks=facts.DONE_AT_INTAKE,
    guards=(intake_guards.something_was_done,),
    line=Line.OWNER_CENTRE,
    tone=Tone.QUIET,
    rule="R81 R82 R87",
)
SAY = Move(
    name="say",
    label=N_("Write to us"),
    done=N_("wrote a message"),
    at=OPEN,
    by=(Party.OWNER,),
    asks=(facts.WORDS, facts.PHOTOS),
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("You wrote to us"), spoken=(facts.WORDS,)),
    tone=Tone.QUIET,
    rule="R74",
)
NOTE = Move(
    name="note",
    label=N_("Note"),
    done=N_("added a note"),
    at=tuple(Stage),
    by=(*DESK, Role.DEPARTMENT, Party.WORKER),
    accused_may=True,
    asks=(facts.NOTE,),
    tone=Tone.QUIET,
    rule="R74",
)
ATTACH = Move(
    name="attach",
    label=N_("Add files"),
    done=N_("added files"),
    at=tuple(Stage),
    by=(*INTAKE, Role.DEPARTMENT, Party.WORKER),
    accused_may=True,
    asks=(facts.FILES, facts.NOTE.optional()),
    tone=Tone.QUIET,
    rule="R14 R57",
)

ROWS = (ALL_SAFE, AMEND, REASSESS, REPLY, REPORT_PROGRESS, APOLOGISE, NEW_DATE, CLARIFY, SAY, NOTE, ATTACH)
