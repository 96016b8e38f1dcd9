"""Hearing the person complained of: when, by whom, and what that person says about it (C3)."""

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import ASSIGNEE, DUE_AT, Fact, FactValues, Kind, StaffChoice
from heed.process.words import N_

HEARD = Fact("heard", Kind.ACCOUNT, N_("Who is heard"), staff=StaffChoice.ACCUSED)
HEARING_AT = DUE_AT.labelled(N_("When"))
HEARING_BY = ASSIGNEE.labelled(N_("Who hears this person"))
HEARING_WHERE = Fact("hearing_place", Kind.LINE, N_("Where"), required=False)
STATEMENT = Fact("statement", Kind.TEXT, N_("What this person says about it"), hint=N_("In the person's own words."))


def somebody_is_complained_of(case: Case) -> Refusal | None:
    """Only a person who is named as complained of is heard as such."""
    return None if case.accused else Refusal(N_("Name the person complained about first."), cure="name_accused")


def heard_is_complained_of(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """Who is heard is one of those whom the complaint is about."""
    if getattr(facts["heard"], "pk", facts["heard"]) in case.accused:
        return None
    return Refusal(N_("The complaint is not about this person."), HEARD.name)
