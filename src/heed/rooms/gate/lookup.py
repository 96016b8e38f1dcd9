"""The resident on the line: found by a whole telephone number or a whole home, never by browsing names (R87, C15)."""

import json
from dataclasses import dataclass

from heed.insight.homes import room
from heed.insight.masking import masked_name
from heed.insight.phones import phones_apart, region_of
from heed.queries.residents.lookup import PersonFound, find_people, people_by_id
from heed.records.models import Project


@dataclass(frozen=True)
class Caller:
    """A resident as a guard sees one: the name masked, the home, no telephone."""

    person_id: int
    name: str
    honorific: str
    home: str
    place_id: int | None

    @property
    def fill_json(self) -> str:
        """What choosing this resident puts into the form; name and telephone stay on record."""
        return json.dumps(
            {"person": self.person_id, "place": self.place_id or "", "unit": self.home}, ensure_ascii=False
        )


def callers(project: Project, text: str) -> list[Caller]:
    """Return the residents whom this whole number or home fits; none for anything shorter."""
    return [_caller(found) for found in find_people([project.pk], text)] if _is_whole(text, project) else []


def caller(project: Project, person_id: int) -> Caller | None:
    """Return one resident of the project again."""
    found = [one for one in people_by_id([person_id], [project.pk]) if one.homes or one.open_count or one.past_count]
    return _caller(found[0]) if found else None


def _is_whole(text: str, project: Project) -> bool:
    numbers, rest = phones_apart(text, region_of(project.timezone))
    return bool(numbers) or "-" in room(rest)


def _caller(found: PersonFound) -> Caller:
    home = found.homes[0] if found.homes else None
    name = masked_name(found.name)
    return Caller(found.person_id, name, found.honorific, home.path if home else "", home.place_id if home else None)
