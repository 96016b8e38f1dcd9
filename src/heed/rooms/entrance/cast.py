"""The people of the demo, to sign in as with one click, and what each role does."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.process.words import N_, Role
from heed.records.models import Duty

#: What each role does, in a sentence.
DOES: dict[str, str] = {
    Role.RECEPTIONIST: N_("Answers calls and receives visitors at the desk, and makes return visits"),
    Role.DIRECTOR: N_("Is responsible for every open complaint of the project"),
    Role.OPERATOR: N_("Carries out work orders, with a mobile phone"),
    Role.DEPARTMENT: N_("Leads a department and is responsible for its work orders"),
    Role.GUARD: N_("Records complaints at the gate"),
    Role.MANAGER: N_("Approves, and steps in when the director calls"),
    Role.FOLLOW_UP: N_("Follows up open complaints"),
    Role.IN_CHARGE: N_("Is in charge of cases"),
    Role.CENTRE: N_("Oversees all projects from the company centre"),
    Role.REGIONAL: N_("Watches the projects of a region"),
    Role.ADMIN: N_("Sets up projects, people and the policy"),
    Role.AUDITOR: N_("Reads every complaint and the audit log, and changes nothing"),
}
ORDER = list(DOES)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One person of the demo."""

    username: str
    name: str
    role: str
    does: str
    place: str


def people() -> dict[str, list[DemoPerson]]:
    """`first`: one person for each role; `others`: all other people, by place."""
    duties = (
        Duty.objects.filter(account__is_active=True, account__by_link=False)
        .select_related("account", "project")
        .order_by("project__pk", "account__pk")
    )
    first: dict[str, Duty] = {}
    for duty in duties:
        first.setdefault(duty.role, duty)
    chosen = {duty.account_id for duty in first.values()}
    named = sorted(first.values(), key=lambda duty: ORDER.index(duty.role))
    return {"first": _once(named), "others": _once(duty for duty in duties if duty.account_id not in chosen)}


def _once(duties: Iterable[Duty]) -> list[DemoPerson]:
    found: dict[int, DemoPerson] = {}
    for duty in duties:
        place = str(duty.project) if duty.project else _("The whole company")
        account = duty.account
        person = DemoPerson(account.username, account.name, _(Role(duty.role).label), _(DOES[duty.role]), place)
        found.setdefault(account.pk, person)
    return list(found.values())
