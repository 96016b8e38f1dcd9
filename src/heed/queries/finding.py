"""What the palette finds besides complaints: people, homes and estates, each only where the account may see them."""

from django.db.models import Q

from heed.insight.homes import room
from heed.insight.tokens import folded
from heed.process.roles import MAY_REVEAL
from heed.process.words import PlaceKind
from heed.queries.access import access_of, of_projects, projects_of
from heed.queries.residents.lookup import PersonFound, find_people
from heed.records.models import Account, Place, Project

#: So many of each are shown.
FEW = 4


def people_found(account: Account, text: str) -> list[PersonFound]:
    """Return the residents of the projects at whose desk the account works, by number, home or name; seven queries at
    most. Who watches from afar finds none: it has no call to make."""
    desks = projects_of(account, MAY_REVEAL).values_list("pk", flat=True)
    return find_people(list(desks), text, FEW, reader=account)


def homes_found(account: Account, text: str) -> list[Place]:
    """Return the homes of this number ("3-1502", "3栋1502") at the projects that the account sees; one query."""
    number = room(text)
    if not number:
        return []
    seen = of_projects(Place.objects.filter(is_active=True), access_of(account).projects())
    written = {number, number.upper(), text.strip()}
    homes = seen.filter(number__in=sorted(written), kind=PlaceKind.UNIT.value, project__is_active=True)
    return list(homes.select_related("project").order_by("project", "pk")[:FEW])


def estates_found(account: Account, text: str) -> list[Project]:
    """Return the projects that the account sees whose name holds the text, or whose code begins so; one query."""
    words = folded(text).strip()
    if not words:
        return []
    named = Q(name__icontains=words) | Q(code__istartswith=words)
    return list(projects_of(account).filter(named).order_by("code")[:FEW])
