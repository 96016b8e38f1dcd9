"""Reading robots, channels, wordings, and the delivery of notices."""

from django.db.models import Q, QuerySet

from heed.process.preferences import NoticeWay
from heed.process.robots import RobotKind
from heed.process.words import Word
from heed.process.words.base import N_
from heed.queries.paging import PAGE, Page, newest_first
from heed.records.models import Notice, Phrase, Robot
from heed.records.models.notice import INBOX


class Delivery(Word):
    """The state of delivery of a notice that goes out."""

    WAITING = "waiting", N_("Waiting")
    DELAYED = "delayed", N_("Delayed")
    UNKNOWN = "unknown", N_("For you to decide")  # no answer came twice: it may have arrived
    ASIDE = "aside", N_("Set aside")
    SENT = "sent", N_("Sent out")

    @classmethod
    def of(cls, notice: Notice) -> "Delivery":
        """Return the state of this notice."""
        if notice.sent_at is not None:
            return cls.SENT
        if notice.failed_at is not None:
            return cls.UNKNOWN if notice.lost > 1 else cls.ASIDE
        return cls.DELAYED if notice.error else cls.WAITING


def ways_offered() -> tuple[NoticeWay, ...]:
    """The ways that a person can choose: letters always, the others where an active robot carries them (one query)."""
    kinds = set(Robot.objects.filter(is_active=True).values_list("kind", flat=True))
    carried = {way for kind in RobotKind if kind.value in kinds and (way := kind.way)}
    return tuple(way for way in NoticeWay if way is NoticeWay.MAIL or way in carried)


def robots() -> QuerySet[Robot]:
    """Return all robots, the active ones first."""
    return Robot.objects.select_related("project", "department").order_by("-is_active", "project__code", "pk")


def outgoing(state: str = "", after: str = "", size: int = PAGE) -> Page[Notice]:
    """Return a page of the notices that go out, the newest first, filtered by state; one query."""
    found = Notice.objects.filter(~Q(channel=INBOX))
    if state == Delivery.SENT:
        found = found.filter(sent_at__isnull=False)
    elif state in (Delivery.ASIDE, Delivery.UNKNOWN):
        found = found.filter(failed_at__isnull=False)
        found = found.filter(lost__gt=1) if state == Delivery.UNKNOWN else found.exclude(lost__gt=1)
    elif state in (Delivery.WAITING, Delivery.DELAYED):
        found = found.filter(sent_at__isnull=True, failed_at__isnull=True)
        found = found.filter(error="") if state == Delivery.WAITING else found.exclude(error="")
    return newest_first(found.select_related("complaint__project", "account", "robot"), after, size)


def has_unknown() -> bool:
    """Return whether a message waits for a person to decide: it may have arrived, or not."""
    return Notice.objects.filter(failed_at__isnull=False, lost__gt=1).exists()


def phrase_of(kind: str, form: str, language: str) -> Phrase | None:
    """Return the company's own wording in force; None where the default applies."""
    newest = versions_of(kind, form, language).first()
    return newest if newest is not None and newest.text else None


def versions_of(kind: str, form: str, language: str) -> QuerySet[Phrase]:
    """Return every version of a wording, the newest first."""
    found = Phrase.objects.filter(kind=kind, form=form, language=language)
    return found.select_related("made_by").order_by("-pk")
