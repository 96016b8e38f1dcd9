"""The words of data protection: requests of the people whose data it is, their consents, and how long it is kept."""

from heed.process.words.base import N_, Word


class RequestKind(Word):
    """What a person asks about the own data."""

    COPY = "copy", N_("A copy of the data")
    CORRECT = "correct", N_("Correction")
    ERASE = "erase", N_("Erasure")


class RequestWay(Word):
    """How the request came."""

    COUNTER = "counter", N_("At the counter")
    PHONE = "phone", N_("By telephone")
    LETTER = "letter", N_("By letter or e-mail")
    ONLINE = "online", N_("On the own page")


class Asker(Word):
    """Who asks."""

    SELF = "self", N_("The person concerned")
    GUARDIAN = "guardian", N_("Parent or guardian")
    AGENT = "agent", N_("Authorised representative")
    RELATIVE = "relative", N_("Close relative of a person who has died")


class IdentityCheck(Word):
    """How it was made sure that the one who asks is the one who may."""

    DOCUMENT = "document", N_("Identity document seen")
    CODE = "code", N_("Code sent to the telephone on record")
    KNOWN = "known", N_("Known in person, home confirmed")
    POWER = "power", N_("Power of attorney and identity document seen")
    APP = "app", N_("Signed in by WeChat or LINE, confirmed by a code before")


class RequestState(Word):
    """Where a request stands."""

    OPEN = "open", N_("Waiting for an answer")
    ANSWERED = "answered", N_("Answered")
    REFUSED = "refused", N_("Refused")


class ConsentKind(Word):
    """What a person can agree to, and withdraw."""

    SMS = "sms", N_("Text messages about matters")
    MAIL = "mail", N_("E-mails about matters")
    MESSAGING = "messaging", N_("Messages by WeChat or LINE")
    PHOTOS = "photos", N_("Own photos shown in announcements")
    RECORDING = "recording", N_("Recording of telephone calls")


class OwnerChannel(Word):
    """By which way an owner wishes to get messages."""

    SMS = "sms", N_("By text message")
    MAIL = "mail", N_("By e-mail")


class HomeProvider(Word):
    """By which other account an owner can sign in to the own page."""

    WECHAT = "wechat", N_("WeChat")
    LINE = "line", N_("LINE")


class Keeping(Word):
    """How long personal data is kept; %(months)s comes from the policy."""

    MATTERS = "matters", N_("%(months)s months after the matter has ended")
    TALKS = "talks", N_("%(months)s months after the call or visit")
    RESIDENTS = "residents", N_("While the person lives here, and %(months)s months after")
    OLD = "old", N_("%(months)s months after the list was brought in")
    CONSENT = "consent", N_("Until the person withdraws it, at the latest as long as the resident's record")
    DAYS = "days", N_("Some days, then deleted")
    LOG = "log", N_("For good: the law asks for a log that nobody can shorten; no words of owners are in it")
    STAFF = "staff", N_("While the account exists; the name stays with what the person did")
    OTHER = "other", N_("As long as the company's own papers; no resident is named in it")
