"""Taking in: from the owner's first word to the moment the complaint leaves the counter."""

from heed.process import (
    approval_guards,
    body_guards,
    compensation_guards,
    danger_guards,
    facts,
    guards,
    joint_facts,
    joint_guards,
    judgement_guards,
    order_guards,
    promise_facts,
    reach_guards,
    settling,
)
from heed.process.facts import TOLD_AT_INTAKE
from heed.process.move import Move, OwnerText, Spoken, Tone
from heed.process.roles import DESK, INTAKE
from heed.process.words import N_, ClockKind, ClosingCode, Line, Party, Stage

#: What is on record before a complaint leaves the counter (R4).
ON_RECORD = (guards.on_record(facts.COURSE), guards.on_record(facts.ABOUT), guards.on_record(facts.CONTACT))

LODGE = Move(
    name="lodge",
    label=N_("Record complaint"),
    done=N_("recorded the complaint"),
    done_by_owner=N_("reported the matter"),
    to=(Stage.RECEIVED,),
    by=INTAKE,
    asks=(facts.CHANNEL, facts.CONTENT, facts.NAME, facts.UNIT, facts.CONTACT, facts.WRITTEN_ON, *facts.OF_BODY),
    given=TOLD_AT_INTAKE,
    guards=(
        body_guards.in_reach(facts.SIGN_BY_AT),
        body_guards.in_reach(facts.BODY_DUE_AT),
        body_guards.answer_after_signing,
    ),
    starts=(
        ClockKind.ANSWER, ClockKind.CLOSING, ClockKind.PROGRESS, ClockKind.BODY_SIGN, ClockKind.BODY_ANSWER,
    ),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("We received your message"), spoken=(facts.CONTENT,)),
    not_in_timeline=(facts.NAME, facts.ORGANISATION, facts.CONTACT, facts.BODY_NAME, facts.BODY_NUMBER),
    rule="R1 R3 R48 R70",
)  # fmt: skip
VERIFY = Move(
    name="verify",
    label=N_("Read back and verify"),
    done=N_("verified the key points"),
    at=(Stage.RECEIVED,),
    to=(Stage.VERIFIED,),
    by=DESK,
    asks=(
        facts.RESTATED, facts.OWNER_CONFIRMED, facts.CATEGORY, facts.LEVEL, facts.NATURE, facts.AUTHORITY,
        facts.EMOTION, facts.WANTS, facts.CRUX, facts.REMIT, facts.THANKED,
    ),
    needs=(danger_guards.everybody_is_safe,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("We wrote your words down and read them back to you"),
        if_out_of_reach=N_("We wrote your words down and checked them"),
        spoken=(facts.RESTATED,),
    ),
    key="v",
    desk_step=True,
    not_in_timeline=(facts.WANTS, facts.CRUX),
    rule="R12 R15 R50",
)  # fmt: skip
SETTLE = Move(
    name="settle",
    label=N_("Resolve on the spot"),
    done=N_("resolved the matter on the spot"),
    at=(Stage.RECEIVED, Stage.VERIFIED),
    to=(Stage.CLOSED,),
    by=DESK,
    asks=(
        facts.SOLUTION, facts.JUDGED_VALIDITY, facts.RESPONSIBILITY, facts.WHY_BOTH, settling.APOLOGY_WITH_ANSWER,
        facts.OPINION, settling.OPINION_BY, facts.COMPENSATION, facts.PROOF, *settling.CONFIRMED,
        facts.THANKED, settling.CALL_AT, joint_facts.FOR_OTHERS,
    ),
    passes_on="pass_on_result",
    needs=(
        joint_guards.works_on_its_own,
        danger_guards.everybody_is_safe, guards.is_assessed, guards.promises_settled, order_guards.orders_ended,
        compensation_guards.is_settled,
    ),
    actor_guards=(settling.superior_settles_what_may_be_about_the_desk,),
    guards=(
        judgement_guards.judged_alike, settling.opinion_has_its_author,
        approval_guards.proposal_approved, compensation_guards.paid_on_the_spot, settling.owner_is_satisfied,
        settling.call_lies_ahead,
    ),
    closes_as=ClosingCode.ON_SITE,
    starts=(ClockKind.FRIENDLY_CALL,),
    stops=(ClockKind.ANSWER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("Explained or solved on the spot, and confirmed by you"), spoken=(facts.APOLOGY, facts.SOLUTION)
    ),
    key="s",
    desk_step=True,
    rule="R53 R54 R62 R77 C3 C12",
)  # fmt: skip
PROMISE = Move(
    name="promise",
    label=N_("Promise a reply"),
    done=N_("promised a reply"),
    at=(Stage.RECEIVED, Stage.VERIFIED),
    to=(Stage.PROMISED,),
    by=DESK,
    asks=(facts.PROMISE_WORDS, promise_facts.PROMISED, facts.DUE_AT, facts.CONSENT),
    offered_while=reach_guards.owner_can_be_reached,
    needs=(*ON_RECORD, guards.is_assessed),
    guards=(guards.in_time, guards.within_longest_reply),
    starts=(ClockKind.PROMISE,),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("We promised you a reply"), spoken=(facts.PROMISE_WORDS,)),
    key="p",
    desk_step=True,
    rule="R4 R55 R69",
)
REFER = Move(
    name="refer",
    label=N_("Refer to another organisation"),
    done=N_("referred the complaint to another organisation"),
    at=(Stage.RECEIVED, Stage.VERIFIED, Stage.PROMISED, Stage.INVESTIGATING, Stage.PROPOSED),
    to=(Stage.OUTSIDE,),
    by=DESK,
    asks=(facts.BODY, facts.REFERENCE, facts.WORDS, joint_facts.FOR_OTHERS),
    passes_on="pass_on_answer",
    needs=(
        joint_guards.works_on_its_own,
        danger_guards.everybody_is_safe,
        guards.on_record(facts.CONTACT),
    ),
    stops=(ClockKind.ANSWER,),
    drops=(ClockKind.CLOSING,),
    restarts=(ClockKind.PROGRESS,),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("This is in the hands of another organisation; we follow it for you"),
        spoken=(Spoken(facts.BODY, label=N_("Now in the hands of")), facts.WORDS),
    ),
    tone=Tone.QUIET,
    first_while=facts.NOT_OURS,
    rule="R7 R70 R95",
)
RETURN = Move(
    name="return",
    label=N_("Take back"),
    done=N_("took the matter back"),
    at=(Stage.OUTSIDE,),
    to=(Stage.INVESTIGATING,),
    by=DESK,
    asks=(facts.REASON,),
    starts=(ClockKind.ANSWER, ClockKind.CLOSING),
    tells=(Party.CASE_OWNER,),
    owner_sees=OwnerText(N_("We took the matter up again")),
    tone=Tone.QUIET,
    rule="R7",
)

ROWS = (LODGE, VERIFY, SETTLE, PROMISE, REFER, RETURN)
