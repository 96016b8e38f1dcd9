"""A choice among people: those on duty first, the others under their role, so that 23 names are no riddle."""

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
        likely = self.field.likely
        for person in people:
            role = min(roles.get(person.pk, ()), key=_rank, default=None)
            label = _(role.label) if role else _("Others")
            groups.setdefault(_("On duty now") if person.pk in likely else label, []).append(self.choice(person))
        order = [_("On duty now"), *(_(role.label) for role in AS_CHOSEN), _("Others")]
        yield from sorted(groups.items(), key=lambda group: order.index(group[0]))


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
    """A choice among accounts, grouped by their role at the project; `likely` are those on duty now."""

    iterator = _ByRole

    def __init__(
        self,
        queryset: Any,
        *,
        project: Project | int | None = None,
        likely: Collection[int] = (),
        named: Callable[[Account], str] = str,
        **options: Any,
    ) -> None:
        self.project, self.likely, self.named = project, frozenset(likely), named
        super().__init__(queryset, **options)

    def label_from_instance(self, record: Any) -> str:
        return self.named(record)


def people_filter(found: Any, label: str, everyone: str) -> PeopleField:
    """Return a filter of a list by one of these people, under their roles; a long one is searched by typing."""
    widget = FilterSelect(label)
    return PeopleField(found, required=False, empty_label=everyone, widget=widget, label=label)
