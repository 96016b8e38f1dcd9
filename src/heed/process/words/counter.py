"""What a visitor is received with, and why a visit or a call left nothing to record (R37, R38, R41)."""

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
