"""Reports of owners that wait until a person has looked at them."""

from heed.process.words.base import N_, Word


class HeldState(Word):
    """What became of a report that was held."""

    HELD = "held", N_("Waits for a look")
    ACCEPTED = "accepted", N_("Accepted")
    REFUSED = "refused", N_("Refused")


class HeldReason(Word):
    """Why a report is looked at by a person before it is taken in."""

    ADDRESS = "address", N_("Many reports came from the same network")
    CONTACT = "contact", N_("Many reports name the same telephone or e-mail")
    PLACE = "place", N_("Many reports came from this place")
    REPEATED = "repeated", N_("The same text came before")
    LINKS = "links", N_("It contains links")
