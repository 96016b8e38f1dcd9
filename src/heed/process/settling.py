"""Settling on the spot: the facts that only it asks for, and the guards that only it has (R53, R54)."""

from dataclasses import replace

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import (
    APOLOGISED,
    APOLOGY,
    BY_OWNER,
    NOT_FOR_STRANGERS,
    OPINION,
    OUT_OF_REACH,
    Fact,
    FactValues,
    Kind,
    StaffChoice,
    Voice,
)
from heed.process.roles import SUPERIORS
from heed.process.words import N_, ConfirmedBy, Responsibility, Satisfaction

CONFIRMED_BY = Fact("confirmed_by", Kind.CHOICE, N_("How the owner confirms it"), choices=ConfirmedBy)
_BY_PHONE = ("confirmed_by", (ConfirmedBy.PHONE,))
SIGNATURE = Fact(
    "signature",
    Kind.SIGNATURE,
    N_("Owner's signature, drawn here or scanned"),
    when=("confirmed_by", (ConfirmedBy.SIGNATURE,)),
)
#: What the owner may draw on the own page; the staff add a paper that is signed as a file.
OWN_SIGNATURE = replace(
    SIGNATURE.labelled(N_("Owner's signature, drawn on the own page")), required=False, when=None, asked_while=BY_OWNER
)
CALLED_NUMBER = Fact(
    "called_number", Kind.LINE, N_("Number on which we spoke"), unless=NOT_FOR_STRANGERS, when=_BY_PHONE, longest=60
)
CONFIRMATION = Fact(
    "confirmation", Kind.TEXT, N_("Owner's confirmation, in the owner's words"), when=_BY_PHONE, voice=Voice.OWNER
)
SATISFACTION = Fact("satisfaction", Kind.CHOICE, N_("The owner's opinion of it"), choices=Satisfaction)
CALL_AT = Fact(
    "call_at",
    Kind.INSTANT,
    N_("Friendly call by"),
    required=False,
    hint=N_("Asks in a few days whether all is well. Leave it empty where nobody will call: then nothing is promised."),
    falls_away=(OUT_OF_REACH,),
)
#: The superior whose opinion it is; when it was given is the time of the entry (R53).
OPINION_BY = Fact(
    "opinion_by", Kind.ACCOUNT, N_("Superior who gave this opinion"), required=False, staff=StaffChoice.SUPERIORS
)
#: Where management is at fault the apology comes before the answer, or with it in person (R51, R52).
APOLOGY_WITH_ANSWER = replace(
    APOLOGY,
    hint=N_("Needed where management is at fault, unless the owner has heard an apology already."),
    when=("responsibility", tuple(one for one in Responsibility if one.ours)),
    unless=(APOLOGISED,),
)
#: What the owner is asked and says on the spot.
CONFIRMED = (SATISFACTION, CONFIRMED_BY, SIGNATURE, CALLED_NUMBER, CONFIRMATION)


def owner_is_satisfied(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """Only an owner who is satisfied settles a matter on the spot (R54)."""
    if facts["satisfaction"] != Satisfaction.NOT:
        return None
    text = N_("An owner who is not satisfied does not close the matter. Promise a reply, or call a superior.")
    return Refusal(text, "satisfaction", cure="promise")


def opinion_has_its_author(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """An opinion on what to correct names the superior who gave it, and nobody is named without one (R53)."""
    said, author = str(facts.get(OPINION.name) or "").strip(), facts.get(OPINION_BY.name)
    if said and author is None:
        return Refusal(N_("Choose the superior who gave this opinion."), OPINION_BY.name)
    if author is not None and not said:
        return Refusal(N_("Write the opinion that was given."), OPINION.name)
    return None


def superior_settles_what_may_be_about_the_desk(case: Case, actor: Participant) -> Refusal | None:
    """A complaint about manner is settled by a superior, unless it names a person, who is another then (C3)."""
    if not case.about_conduct or case.accused or actor.holds.intersection(SUPERIORS):
        return None
    text = N_("This is about a person's manner: name that person first, or let a superior resolve it.")
    return Refusal(text, cure="name_accused")


def call_lies_ahead(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """A friendly call is told to the owner for a time to come (R98)."""
    at = facts.get("call_at")
    return Refusal(N_("This time has already passed."), "call_at") if at and at <= case.now else None
