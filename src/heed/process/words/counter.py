"""What a visitor is received with (R37, R38)."""

from heed.process.words.base import N_, Word


class Manner(Word):
    """One small kindness on arrival, ticked as it is done."""

    PLACE = "place", N_("A tidy counter, good light, two chairs")
    SMILE = "smile", N_("A smile")
    KIND_WORD = "kind_word", N_("A kind word")
    HOT_WATER = "hot_water", N_("A cup of hot water")
    SEAT = "seat", N_("“Please sit down”")
    PEN = "pen", N_("Pen and notebook ready")
