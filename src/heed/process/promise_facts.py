"""The facts of a promise: what is promised, and why no new time is agreed after it was broken (R55, R72)."""

from dataclasses import replace

from heed.process.facts import PROMISE_BROKEN, Fact, Kind
from heed.process.words import N_, PromisedWay

PROMISED = Fact(
    "way", Kind.CHOICE, N_("What is promised"), required=False, choices=PromisedWay, leaves_out=(PromisedWay.WORK,),
    usual=PromisedWay.PHONE, hint=N_("Only this keeps the promise: a promised call is kept by a call."),
)  # fmt: skip
PROMISED_INSTEAD = replace(PROMISED, leaves_out=(), usual="", hint=N_("Left empty: the same as was promised before."))
WHY_NO_DATE = Fact(
    "why_no_date", Kind.TEXT, N_("Why no new time is agreed"), required=False,
    needed_while=PROMISE_BROKEN, asked_while=PROMISE_BROKEN,
    hint=N_("The owner reads this. To agree a new time, choose “Agree new date” instead: the apology belongs to it."),
)  # fmt: skip
