"""What is said of a complaint: channel, nature, emotion, responsibility and the rest."""

from heed.process.words.base import N_, Word


class Channel(Word):
    """How it reached us (R2, R14)."""

    PHONE = "phone", N_("Telephone")
    VISIT = "visit", N_("Visit")
    LETTER = "letter", N_("Letter")
    WEB = "web", N_("Web form")
    EMAIL = "email", N_("E-mail")
    MESSAGE = "message", N_("Message")
    MEDIA = "media", N_("Newspaper or media")
    HOTLINE = "hotline", N_("Government hotline")
    PATROL = "patrol", N_("Guard or patrol")
    OTHER = "other", N_("Other")


class Nature(Word):
    """Effective or communication, with their kinds (R15 to R18)."""

    BREACH = "breach", N_("Effective: breach registered by the authority")
    HARM = "harm", N_("Effective: harm by intent, accident or negligence")
    HELP = "help", N_("Communication: seeks help")
    CONSULT = "consult", N_("Communication: asks or suggests")
    VENT = "vent", N_("Communication: vents")

    @property
    def effective(self) -> bool:
        return self in (Nature.BREACH, Nature.HARM)


class Origin(Word):
    """Where a complaint comes from by its nature: from errors in the work, or from poor communication (R25)."""

    WORK = "work", N_("Error in the work")
    TALK = "talk", N_("Poor communication")

    @property
    def natures(self) -> tuple[Nature, ...]:
        """The natures that come from there."""
        return tuple(nature for nature in Nature if nature.effective is (self is Origin.WORK))


class Validity(Word):
    """Whether the complaint holds (R21, C6)."""

    UNKNOWN = "unknown", N_("Not decided yet")
    VALID = "valid", N_("Valid")
    PARTLY = "partly", N_("Partly valid")
    INVALID = "invalid", N_("Not valid")


class Responsibility(Word):
    """Who answers for the cause: a judged fact (R24)."""

    MANAGEMENT = "management", N_("Management")
    PARTIAL = "partial", N_("Partly management")
    NONE = "none", N_("No one responsible")
    THIRD_PARTY = "third_party", N_("Third party")

    @property
    def ours(self) -> bool:
        return self in (Responsibility.MANAGEMENT, Responsibility.PARTIAL)


class Wrong(Word):
    """What was done wrong (R8)."""

    DERELICTION = "dereliction", N_("Neglect of duty")
    MISTAKE = "mistake", N_("Mistake")
    EXCESS = "excess", N_("Overreach")
    LOSS_OF_CONTROL = "loss_of_control", N_("Loss of control")


class Harmed(Word):
    """What was harmed (R8)."""

    DIGNITY = "dignity", N_("Dignity")
    INTERESTS = "interests", N_("Interests")


class Emotion(Word):
    """How the owner feels (R11)."""

    CALM = "calm", N_("Calm")
    AGITATED = "agitated", N_("Agitated")


class Aspect(Word):
    """What the triage suggests of a complaint; the department follows from the category."""

    CATEGORY = "category", N_("Category")
    LEVEL = "level", N_("Level")
    NATURE = "nature", N_("Nature")
    EMOTION = "emotion", N_("Emotion")


class Remit(Word):
    """Whether the matter is the company's (R7)."""

    OURS = "ours", N_("Within our scope")
    OUTSIDE = "outside", N_("Outside our scope")


class Method(Word):
    """How the owner was told or visited (R91)."""

    PHONE = "phone", N_("By telephone")
    HOME = "home", N_("At home")
    COUNTER = "counter", N_("At the counter")
    ONLINE = "online", N_("Online reply")
    QUESTIONNAIRE = "questionnaire", N_("Questionnaire")
    LETTER = "letter", N_("By letter")
