"""Everything of a person as sections of named values: the one source of the file for programs and the one to read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.i18n.dates import full_date, full_moment
from heed.i18n.languages import BY_CODE
from heed.process.words import (
    N_,
    ConsentKind,
    Emotion,
    HeldState,
    HomeProvider,
    RequestKind,
    RequestState,
    SignUpState,
    Stage,
    Tenure,
    VisitOutcome,
    Word,
)
from heed.queries.complaints.owner_view import owner_view
from heed.queries.privacy.holdings import Holdings
from heed.queries.residents.own_home import identities_of, sights_of
from heed.records.models import Complaint
from heed.ui import humanize

#: Values that are masked on a page; each look in full is recorded, and the file that the person gets has them whole.
MASKED = ("phone", "email", "contact", "telephone", "representative_phone")
#: What an owner said in a complaint and what was noted about the owner, by its column, with its label.
TOLD = {
    "title": N_("Matter"), "name": N_("Full name"), "contact": N_("Contact"), "unit": N_("Home"),
    "organisation": N_("Office, shop or organisation"), "content": N_("What happened"), "happened": N_("When"),
    "where": N_("Where"), "hurt": N_("Who was hurt"), "course": N_("Course of events"), "about": N_("About"),
    "wants": N_("What was wished for"), "crux": N_("What it is really about"),
    "state_of_mind": N_("State of mind, as noted"), "cause": N_("Cause, as the owner sees it"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its key for programs, its label, the value itself, and how it reads."""

    key: str
    label: str
    plain: Any
    text: str

    @property
    def is_masked(self) -> bool:
        """Whether a page shows it masked."""
        return self.key in MASKED


@dataclass(frozen=True, slots=True)
class DataSection:
    """One kind of data: its key, its heading, and a list of values for each thing that there is of it."""

    key: str
    title: str
    items: list[list[Value]]


def sections_of(found: Holdings, *, whole: bool = True) -> list[DataSection]:
    """Return everything that is on record, in the active language; a section without any is left out.

    Not `whole`: without the course of each complaint, which costs some queries each.
    """
    kinds: list[tuple[str, str, list[Any], Callable[[Any], Iterable[Value]]]] = [
        ("person", _("Resident"), [found], _person),
        ("homes", _("Homes"), found.homes, _home),
        ("complaints", _("Complaints"), found.complaints, partial(_complaint, whole=whole)),
        ("calls", _("Calls"), found.calls, _call),
        ("visits", _("Visits at the counter"), found.visits, _visit),
        ("called", _("Superiors who were called"), found.summonses, _summons),
        ("days", _("Owner reception days"), found.seats, _seat),
        ("held", _("Reports that wait for a look or were refused"), found.held, _held),
        ("before", _("Complaints from before Heed"), found.old, _old),
        ("surveys", _("Answers to surveys"), found.answers, _survey_answer),
        ("household", _("Who may see whose matters"), sights_of(found.person.pk), _sight),
        ("sign_ins", _("Accounts that open the own page"), identities_of(found.person.pk), _identity),
        ("consents", _("Consents"), found.consents, _consent),
        ("requests", _("Requests about personal data"), found.requests, _request),
    ]
    return [DataSection(key, title, [list(told(one)) for one in rows]) for key, title, rows, told in kinds if rows]


def _values(*rows: tuple[str, str, Any]) -> Iterator[Value]:
    for key, label, value in rows:
        if value not in (None, "", False):
            yield Value(key, label, _plain(value), _text(value))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Word) else value


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return full_moment(value)
    if isinstance(value, date):
        return full_date(value)
    if isinstance(value, Word):
        return _(value.label)
    if value is True:
        return _("Yes")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _person(found: Holdings) -> Iterable[Value]:
    person, other = found.person, found.representative
    return _values(
        ("name", _("Full name"), person.name), ("honorific", _("Form of address"), person.honorific),
        ("phone", _("Telephone"), person.phone), ("email", _("E-mail"), person.email),
        ("language", _("Language"), BY_CODE[person.language].name if person.language else ""),
        ("hard_of_hearing", _("Hard of hearing"), person.hard_of_hearing),
        ("large_print", _("Reads large print"), person.large_print),
        ("call_time", _("Best time to call"), person.call_time), ("notes", _("Notes"), person.notes),
        ("special_care", _("Reason for special care"), found.vulnerability.reason if found.vulnerability else ""),
        ("representative", _("Representative"), other.name if other else ""),
        ("representative_phone", _("Telephone of the representative"), other.phone if other else ""),
    )  # fmt: skip


def _home(home: Any) -> Iterable[Value]:
    return _values(
        ("project", _("Project"), home.place.project.name), ("home", _("Home"), home.place.path),
        ("tenure", _("Lives here as"), Tenure(home.tenure)), ("since", _("Since"), home.since_on),
        ("until", _("Until"), home.until_on),
    )  # fmt: skip


def _complaint(complaint: Complaint, *, whole: bool) -> Iterator[Value]:
    yield from _values(
        ("number", _("Number"), complaint.number), ("project", _("Project"), complaint.project.name),
        ("received_at", _("Received"), complaint.received_at), ("stage", _("Where it stands"), Stage(complaint.stage)),
        ("closed_at", _("Closed"), complaint.closed_at), ("erased_at", _("Erased"), complaint.erased_at),
        ("emotion", _("Mood, as noted"), Emotion(complaint.emotion)),
        *((column, _(label), getattr(complaint, column)) for column, label in TOLD.items()),
    )  # fmt: skip
    if whole and not complaint.erased_at:
        yield from _course(complaint)


def _course(complaint: Complaint) -> Iterator[Value]:
    """What passed between the owner and us, what the owner said afterwards, and the compensation."""
    view = owner_view(complaint, timezone.now())
    told = [_line(one) for one in view.told]
    if told:
        yield Value("timeline", _("What happened"), [plain for plain, _words in told], "\n".join(w for _p, w in told))
    visits = [
        {"at": one.at.isoformat(), "outcome": one.outcome, "owner_words": one.owner_words}
        | {name: getattr(one, name) for name in ("rating_reception", "rating_measures", "rating_result")}
        for one in complaint.visits.order_by("pk")
    ]
    words = [f"{one['at'][:10]} {_(VisitOutcome(one['outcome']).label)} {one['owner_words']}" for one in visits]
    if visits:
        yield Value("visits", _("Return visits"), visits, "\n".join(words))
    sums = [{"money": str(one.money), "currency": one.currency, "state": one.state} for one in view.compensations]
    if sums:
        shown = "\n".join(humanize.money(one.money, one.currency) for one in view.compensations)
        yield Value("compensation", _("Compensation"), sums, shown)


def _line(one: Any) -> tuple[dict[str, Any], str]:
    said = [spoken.words for spoken in one.said]
    plain = {"at": one.at.isoformat(), "text": _(one.text), "by": one.who, "said": said}
    return plain, " ".join(filter(None, (_text(one.at), _(one.text), one.who, *said)))


def _call(call: Any) -> Iterable[Value]:
    return _talk(call.rang_at, call)


def _visit(visit: Any) -> Iterable[Value]:
    return _talk(visit.arrived_at, visit)


def _talk(at: datetime, talk: Any) -> Iterable[Value]:
    return _values(
        ("at", _("When"), at), ("telephone", _("Telephone"), getattr(talk, "number", "")),
        ("about", _("About"), talk.about), ("mood", _("Mood, as noted"), Emotion(talk.emotion)),
    )  # fmt: skip


def _summons(one: Any) -> Iterable[Value]:
    return _values(
        ("at", _("When"), one.asked_at), ("reason", _("Reason"), one.reason), ("name", _("Full name"), one.name),
        ("home", _("Home"), one.home), ("contact", _("Contact"), one.contact), ("matter", _("Matter"), one.matter),
        ("outcome", _("Result"), one.outcome),
    )  # fmt: skip


def _seat(one: Any) -> Iterable[Value]:
    return _values(
        ("theme", _("Theme"), one.day.theme), ("begins_at", _("When"), one.day.begins_at),
        ("state", _("Where it stands"), SignUpState(one.state)), ("name", _("Full name"), one.name),
        ("home", _("Home"), one.unit), ("contact", _("Contact"), one.contact),
        ("people", _("How many people come?"), one.people),
        ("about", _("About"), one.about), ("signed_up_at", _("Signed up"), one.made_at), ("came", _("Came"), one.came),
    )  # fmt: skip


def _held(one: Any) -> Iterable[Value]:
    return _values(
        ("number", _("Number"), one.number), ("project", _("Project"), one.project.name),
        ("received_at", _("Received"), one.received_at), ("state", _("Where it stands"), HeldState(one.state)),
        *((column, _(label), one.facts.get(column)) for column, label in TOLD.items()),
        ("reason", _("Reason"), one.reason),
    )  # fmt: skip


def _old(one: Any) -> Iterable[Value]:
    return _values(
        ("received_on", _("Received"), one.received_on), ("reference", _("Number"), one.reference),
        ("home", _("Home"), one.home), ("name", _("Full name"), one.name), ("content", _("What happened"), one.content),
        ("result", _("Result"), one.result),
    )  # fmt: skip


def _survey_answer(one: Any) -> Iterable[Value]:
    return _values(
        ("at", _("When"), one.invitation.changed_at or one.invitation.answered_at), ("mark", _("Mark"), one.mark),
        ("words", _("Answer"), one.words),
    )  # fmt: skip


def _sight(one: Any) -> Iterable[Value]:
    return _values(
        ("whose", _("Whose matters"), one.whose.name), ("reader", _("Who may see them"), one.reader.name),
        ("home", _("Home"), one.place.path), ("allowed_at", _("Since"), one.allowed_at),
        ("withdrawn_at", _("Withdrawn"), one.withdrawn_at),
    )  # fmt: skip


def _identity(one: Any) -> Iterable[Value]:
    return _values(
        ("provider", _("Account"), HomeProvider(one.provider)), ("project", _("Project"), one.project.name),
        ("agreed_at", _("Agreed"), one.agreed_at),
    )  # fmt: skip


def _consent(one: Any) -> Iterable[Value]:
    said = _("Given") if one.given else _("Withdrawn")
    return (*_values(("kind", _("What for"), ConsentKind(one.kind)), ("at", _("When"), one.at)),
            Value("given", _("Consent"), one.given, said))  # fmt: skip


def _request(one: Any) -> Iterable[Value]:
    return _values(
        ("kind", _("What is asked"), RequestKind(one.kind)), ("asked_at", _("When"), one.asked_at),
        ("words", _("In the person's words"), one.words), ("state", _("Where it stands"), RequestState(one.state)),
        ("answer", _("Answer"), one.answer),
    )  # fmt: skip
