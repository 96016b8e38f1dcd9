"""What a government hotline or another body says of a complaint that it passed on to us (R2, R14)."""

from heed.process.words.base import N_, Word
from heed.process.words.facts import Channel

#: The channels by which a body passes a complaint on; only there its number and its times are asked.
BODY_CHANNELS = (Channel.HOTLINE, Channel.MEDIA, Channel.OTHER)


class BodyEvent(Word):
    """What happened between the body and us after the complaint was taken in."""

    SENT_BACK = "sent_back", N_("The body sent it back")
    APPEALED = "appealed", N_("We appealed")
    RESULT = "result", N_("The body gave its result")


class BodyFinding(Word):
    """The body's own answer to one of its three questions: did we respond, is it resolved, is the owner satisfied."""

    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    UNKNOWN = "unknown", N_("Not known yet")
