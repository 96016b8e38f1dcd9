"""The codes of places, and the place of a code."""

from collections.abc import Iterable

from heed.records.models import Place, PlaceCode


def code_called(code: str) -> PlaceCode | None:
    """Return the code of this name with its place and project, ended or not; None for an unknown one, or a place or
    project that is no longer in use."""
    if "\0" in code:
        return None
    found = PlaceCode.objects.select_related("place__project").filter(code=code.lower())
    return found.filter(place__is_active=True, place__project__is_active=True).first()


def code_of(place: Place) -> PlaceCode | None:
    """Return the code of the place that is in force; None for none."""
    return PlaceCode.objects.filter(place=place, ended_at=None).first()


def codes_of(places: Iterable[Place]) -> dict[int, str]:
    """Return the codes in force by the ids of their places; one query."""
    return dict(PlaceCode.objects.filter(place__in=list(places), ended_at=None).values_list("place", "code"))
