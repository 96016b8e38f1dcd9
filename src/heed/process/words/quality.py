"""How a visit or a call was received: what is listened for, and how it was (R42 to R45)."""

from heed.process.words.base import N_, Word


class TalkPoint(Word):
    """What is listened for in a talk with an owner."""

    GREETING = "greeting", N_("Greeted politely and said who speaks")
    PHRASES = "phrases", N_("Used the polite phrases")
    VOICE = "voice", N_("A gentle voice and an even tone")
    SPEECH = "speech", N_("Standard, clear speech")
    LISTENED = "listened", N_("Listened patiently, did not interrupt")
    EXPLAINED = "explained", N_("Explained the facts, asked for understanding")
    NO_QUARREL = "no_quarrel", N_("Never argued or quarrelled")


class TalkMark(Word):
    """How it was at one point."""

    GOOD = "good", N_("Good")
    PARTLY = "partly", N_("In part")
    POOR = "poor", N_("Poor")
    UNHEARD = "unheard", N_("Cannot be judged")


class HeardHow(Word):
    """How the one who fills in the sheet knows."""

    PRESENT = "present", N_("Listened in")
    RECORDING = "recording", N_("Heard the recording")
    OWNER = "owner", N_("Asked the owner")
