"""The guards of judgements that contradict each other: refused, or asked about where both may be right (R21, R24)."""

from heed.process.case import Case, Participant, Refusal
from heed.process.facts import WHY_BOTH, FactValues
from heed.process.words import N_, Nature, Responsibility, Validity


def judged_alike(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """Validity and responsibility fit each other, and the nature on record fits both, or the facts say why not."""
    return _contradiction(case.nature, str(facts["validity"]), str(facts["responsibility"]), facts)


def reassessed_alike(case: Case, actor: Participant, facts: FactValues) -> Refusal | None:
    """The nature and validity judged anew fit the responsibility on record, or the facts say why not."""
    return _contradiction(str(facts["nature"]), str(facts["validity"]), case.responsibility, facts)


def _contradiction(nature: str, validity: str, responsibility: str, facts: FactValues) -> Refusal | None:
    ours = bool(responsibility) and Responsibility(responsibility).ours
    effective = bool(nature) and Nature(nature).effective
    if ours and validity == Validity.INVALID:
        return Refusal(N_("Management is responsible, so it did prove true, at least in part."), "validity")
    if not nature or str(facts.get(WHY_BOTH.name) or "").strip():
        return None
    named = {"nature": Nature(nature).label}
    if ours and not effective:
        text = N_("Management is responsible, yet its nature is “%(nature)s”. Reassess it, or say why both are right.")
        return Refusal(text, WHY_BOTH.name, named, cure="reassess")
    if effective and validity == Validity.INVALID:
        text = N_("It did not prove true, yet its nature is “%(nature)s”. Reassess it, or say why both are right.")
        return Refusal(text, WHY_BOTH.name, named, cure="reassess")
    return None
