"""What has been kept as long as the policy says, the longest first, and is not held."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from heed.queries.privacy.erasable import may_be_erased
from heed.queries.privacy.holds import not_held, running_holds
from heed.queries.privacy.seats import keys_of
from heed.records.models import Call, Complaint, HeldReport, Occupancy, OldComplaint, Person, Reception, SignUp
from heed.records.models.complaint import IS_ENDED
from heed.records.models.held_report import REFUSED_WHOLE
from heed.records.models.reception import KEPT_ALONE


def complaints_due(ended_before: datetime, now: datetime, most: int) -> list[Complaint]:
    """Return some complaints that ended before then and are whole still; by the index `complaint_ended_whole`."""
    ended = Complaint.objects.filter(IS_ENDED, erased_at__isnull=True, staged_at__lt=ended_before)
    return list(not_held(may_be_erased(ended), timezone.localdate(now)).order_by("staged_at", "pk")[:most])


def calls_due(before: datetime, now: datetime, most: int) -> list[Call]:
    """Return some calls from before then that became no complaint and are whole still."""
    kept = Call.objects.filter(KEPT_ALONE, rang_at__lt=before)
    return list(kept.filter(~_is_held_by_person(now)).order_by("rang_at", "pk")[:most])


def visits_due(before: datetime, now: datetime, most: int) -> list[Reception]:
    """Return some visits at the counter from before then that became no complaint and are whole still."""
    kept = Reception.objects.filter(KEPT_ALONE, arrived_at__lt=before)
    return list(kept.filter(~_is_held_by_person(now)).order_by("arrived_at", "pk")[:most])


def refused_due(before: datetime, held: Iterable[Person], most: int) -> list[HeldReport]:
    """Return some reports that were refused before then, are whole still, and are of none of the `held`."""
    found = HeldReport.objects.filter(REFUSED_WHOLE, decided_at__lt=before).order_by("decided_at", "pk")
    kept = [person.pk for person in held]
    named = found.filter(facts__person__in=kept).values("pk")
    return list((found.exclude(pk__in=named) if kept else found)[:most])


def sign_ups_due(before: datetime, held: Iterable[Person], most: int) -> list[SignUp]:
    """Return some sign-ups to days that ended before then, which are whole still and may be of none of the `held`."""
    whole = SignUp.objects.filter(day__ends_at__lt=before).exclude(name="")
    kept = {key for person in held for key in keys_of(person)}
    return list(whole.exclude(found_by__in=kept).order_by("pk")[:most])


def old_due(imported_before: datetime, now: datetime, most: int) -> list[OldComplaint]:
    """Return some complaints from lists that came in before then."""
    found = OldComplaint.objects.filter(old_list__ready_at__lt=imported_before)
    return list(found.filter(~_is_held_by_person(now)).order_by("pk")[:most])


def people_due(gone_before: date, now: datetime, most: int) -> list[Person]:
    """Return some people who left their last home before then and have no matter with us any more."""
    left = Occupancy.objects.filter(until_on__lt=gone_before).order_by("until_on").values("person")
    lives = Occupancy.objects.filter(person=OuterRef("pk")).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=gone_before)
    )
    whole = Complaint.objects.filter(person=OuterRef("pk"), erased_at__isnull=True)
    old = OldComplaint.objects.filter(person=OuterRef("pk"))
    held = running_holds(timezone.localdate(now)).filter(person=OuterRef("pk"))
    found = Person.objects.filter(pk__in=left, erased_at__isnull=True)
    return list(found.filter(~Exists(lives), ~Exists(whole), ~Exists(old), ~Exists(held)).order_by("pk")[:most])


def _is_held_by_person(now: datetime) -> Q:
    return Q(Exists(running_holds(timezone.localdate(now)).filter(person=OuterRef("person"))))
