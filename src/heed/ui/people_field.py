"""A choice among people: the likely first, the others under their role, so that 23 names are no riddle."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from heed.process.roles import AS_CHOSEN
from heed.process.words import Role
from heed.records.models import Account, Duty, Project
from heed.ui.widgets import FilterSelect


class _ByRole(forms.models.ModelChoiceIterator):
    """The people in groups; each stands once, in the group of the first role that it holds."""

    field: "PeopleField"

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        people = list(self.queryset)
        groups: dict[str, list[Any]] = {}
        roles = _roles(people, self.field.project)
        for person in people:
            groups.setdefault(self._group(person.pk, roles), []).append(self.choice(person))
        order = [_("Knows the matter"), _("On duty now"), *(_(role.label) for role in AS_CHOSEN), _("Others")]
        yield from sorted(groups.items(), key=lambda group: order.index(group[0]))

    def _group(self, person: int, roles: dict[int, set[Role]]) -> str:
        if person in self.field.concerned:
            return _("Knows the matter")
        if person in self.field.likely:
            return _("On duty now")
        role = min(roles.get(person, ()), key=_rank, default=None)
        return _(role.label) if role else _("Others")


def _rank(role: Role) -> int:
    return AS_CHOSEN.index(role)


def _roles(people: Sequence[Account], project: Project | int | None) -> dict[int, set[Role]]:
    """The roles of these people, at the project and for the whole company or (None) anywhere; one query."""
    found: dict[int, set[Role]] = {}
    held = Duty.objects.filter(account__in=[person.pk for person in people])
    if project is not None:
        held = held.filter(Q(project=project) | Q(project__isnull=True))
    for account, role in held.values_list("account", "role"):
        found.setdefault(account, set()).add(Role(role))
    return found


class PeopleField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among accounts, grouped by their role at the project.

    Before these groups come the `concerned`, who know the matter, and the `likely`, who are on duty now.
    """

    iterator = _ByRole

    def __init__(
        self,
        queryset: Any,
        *,
        project: Project | int | None = None,
        concerned: Collection[int] = (),
        likely: Collection[int] = (),
        named: Callable[[Account], str] = str,
        **options: Any,
    ) -> None:
        self.project, self.named = project, named
        self.concerned, self.likely = frozenset(concerned), frozenset(likely)
        super().__init__(queryset, **options)

    def label_from_instance(self, record: Any) -> str:
        return self.named(record)


def people_filter(found: Any, label: str, everyone: str) -> PeopleField:
    """Return a filter of a list by one of these people, under their roles; a long one is searched by typing."""
    widget = FilterSelect(label)
    return PeopleField(found, required=False, empty_label=everyone, widget=widget, label=label)
