"""What becomes of swaps, why a person is away, and what is handed to a stand-in."""

from heed.process.words.base import N_, Word


class SwapState(Word):
    """Where a swap of shifts stands: it counts once the other has agreed."""

    ASKED = "asked", N_("Waiting for an answer")
    AGREED = "agreed", N_("Agreed")
    REFUSED = "refused", N_("Declined")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class AbsenceReason(Word):
    """Why a person is away; shown only to those who plan the rota."""

    LEAVE = "leave", N_("Annual leave")
    SICK = "sick", N_("Sick leave")
    TRAINING = "training", N_("Training")
    OTHER = "other", N_("Another reason")


class Handed(Word):
    """What a person may have taken on at a complaint, besides the case and its orders."""

    PROMISE = "promise", N_("The promise")
    APPROVAL = "approval", N_("Approval requested")
    VISIT = "visit", N_("The return visit")
