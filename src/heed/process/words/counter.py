"""What a visitor is received with, why a call left nothing to record, and calls back (R37, R38, R41)."""

from heed.process.words.base import N_, Word


class Manner(Word):
    """One small kindness on arrival, ticked as it is done."""

    PLACE = "place", N_("A tidy counter, good light, two chairs")
    SMILE = "smile", N_("A smile")
    KIND_WORD = "kind_word", N_("A kind word")
    HOT_WATER = "hot_water", N_("A cup of hot water")
    SEAT = "seat", N_("“Please sit down”")
    PEN = "pen", N_("Pen and notebook ready")


class NothingRecorded(Word):
    """Why a visit or a call ended without a complaint; only what is no owner's need (R1)."""

    MISTAKEN = "mistaken", N_("Wrong number or wrong place")
    WORDLESS = "wordless", N_("Left or hung up without a word")
    DIRECTIONS = "directions", N_("Asked the way or for a person")
    BUSINESS = "business", N_("Colleague, supplier or delivery")
    OTHER = "other", N_("Something else")


class CallBackOutcome(Word):
    """What was done about a missed call: one line each, by whom and when."""

    TAKEN = "taken", N_("Will call back")
    NOT_REACHED = "not_reached", N_("Not reached")
    LATER = "later", N_("Wishes to be called at another time")
    REACHED = "reached", N_("Reached")
    RANG_AGAIN = "rang_again", N_("The caller rang again and was answered")
    GIVEN_UP = "given_up", N_("Cannot be called back")


#: After these nobody has to call back any more.
CALLED_BACK = (CallBackOutcome.REACHED, CallBackOutcome.RANG_AGAIN, CallBackOutcome.GIVEN_UP)
