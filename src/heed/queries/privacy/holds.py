"""Legal holds: what may not be erased, and why."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from heed.records.models import Complaint, LegalHold, Person


def running_holds(on: date) -> QuerySet[LegalHold]:
    """Return the holds that run on this day."""
    return LegalHold.objects.filter(lifted_at__isnull=True, until_on__gte=on)


def people_held(on: date) -> list[Person]:
    """Return everybody on whom a legal hold runs."""
    held = running_holds(on).filter(person__isnull=False).select_related("person")
    return [hold.person for hold in held if hold.person is not None]


def holds_on_person(person: Person, on: date) -> list[LegalHold]:
    """Return the holds on a person that run on this day."""
    return list(running_holds(on).filter(person=person).select_related("set_by").order_by("pk"))


def held(found: QuerySet[Complaint], on: date) -> QuerySet[Complaint]:
    """Return those of the complaints that are held, themselves or by their person."""
    return found.filter(_is_held(on))


def not_held(found: QuerySet[Complaint], on: date) -> QuerySet[Complaint]:
    """Return those of the complaints that are not held, neither themselves nor by their person."""
    return found.exclude(_is_held(on))


def _is_held(on: date) -> Q:
    running = running_holds(on)
    itself = Exists(running.filter(complaint=OuterRef("pk")))
    return Q(itself) | Q(Exists(running.filter(person=OuterRef("person"))))
