"""The estate for measuring, and one complaint of every kind played there: `seed` makes thousands of copies of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from heed.actions.setup import founding
from heed.demo import open_paths, side_paths
from heed.demo.casting import Casting
from heed.demo.estates import ESTATES, Estate
from heed.demo.grounds import Grounds, Resident, build, lay_out, settle
from heed.demo.open_paths import DAY
from heed.demo.paths import AGAIN, DONE, StoryPlan
from heed.demo.play import Play
from heed.demo.scene import Album, Scene
from heed.demo.staff import Staff
from heed.demo.steps import Story
from heed.process.words import Channel, Emotion, Exemption, PlaceKind, Role
from heed.records.models import Account, Complaint, Department, Occupancy, Place, Project

POLICY_NOTE = "seed"
"""The note of the first policy version in a database that was made for measuring."""
#: The accounts of the estate: one for each role. The operator works in every department.
STAFF = (
    (Role.RECEPTIONIST, "Reception"), (Role.GUARD, "Gate"), (Role.FOLLOW_UP, "Follow-up"), (Role.DIRECTOR, "Director"),
    (Role.MANAGER, "Manager"), (Role.OPERATOR, "Operator"),
)  # fmt: skip
DAYS = 12
"""How long the play lasts."""


def measuring_estate(code: str) -> Estate:
    """An estate like the first of the demo's, with its own code."""
    like = ESTATES[0]
    return Estate(
        code, f"Measuring {code}", f"measuring-{code.lower()}", "", "", like.language, like.buildings, like.floors,
        like.doors, 300, like.spots,
    )  # fmt: skip


def play_prototypes(code: str, now: datetime) -> list[Complaint]:
    """Play one complaint of every kind at the estate of this code, up to now. Founds the estate where it is missing."""
    estate, chance = measuring_estate(code), Random(code)
    project = Project.objects.filter(code=code).first()
    with transaction.atomic():
        founding.ensure_policy(now, note=POLICY_NOTE)
        scene = _existing_scene(estate, project, chance) if project else _new_scene(estate, chance, now)
    last = Complaint.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    play = Play(now - timedelta(days=DAYS), now)
    casting = Casting(play, [scene], 0)
    _enter_open(casting, scene)
    _enter_closed(casting, scene)
    play.run()
    return list(Complaint.objects.filter(project=scene.grounds.project, pk__gt=last).order_by("pk"))


def _new_scene(estate: Estate, chance: Random, now: datetime) -> Scene:
    grounds = build(estate)
    settle(grounds, chance, now.date())
    departments = _departments(grounds)
    staff = Staff()
    for role, name in STAFF:
        account = founding.add_account(_username(estate, role), f"{name} {estate.code}")
        for part in departments.values() if role is Role.OPERATOR else (None,):
            founding.give_duty(account, role, None if part else grounds.project, part)
        _assign(staff, account, role, estate, departments)
    return Scene(grounds, staff, Album(chance), departments)


def _existing_scene(estate: Estate, project: Project, chance: Random) -> Scene:
    grounds = _existing_grounds(estate, project)
    departments = _departments(grounds)
    staff = Staff()
    for role, _ in STAFF:
        account = Account.objects.get(username=_username(estate, role))
        _assign(staff, account, role, estate, departments)
    return Scene(grounds, staff, Album(chance), departments)


def _existing_grounds(estate: Estate, project: Project) -> Grounds:
    """The estate as an earlier run built it, with the people who live there."""
    known = {place.path: place for place in Place.objects.filter(project=project)}

    def find_place(project: Project, kind: PlaceKind, name: str, building: Place | None = None) -> Place:
        return known[f"{building.path} {name}" if building else name]

    def find_homes(building: Place, names: Iterable[tuple[str, str]]) -> list[Place]:
        return [known[f"{building.path} {name}"] for name, _ in names]

    grounds = Grounds(estate, project)
    lay_out(grounds, find_place, find_homes)
    where = {home.pk: (home, building, floor) for home, building, floor in grounds.homes}
    lived = Occupancy.objects.filter(place__in=where, until_on__isnull=True).select_related("person").order_by("pk")
    grounds.residents = [Resident(row.person, *where[row.place_id]) for row in lived[: estate.residents]]
    return grounds


def _departments(grounds: Grounds) -> dict[str, Department]:
    return {part.code: part for part in Department.objects.filter(project=grounds.project)}


def _username(estate: Estate, role: Role) -> str:
    return f"{estate.code}-{role.value}".lower()


def _assign(staff: Staff, account: Account, role: Role, estate: Estate, departments: Iterable[str]) -> None:
    for department in departments if role is Role.OPERATOR else ("",):
        staff.assign(account, role, estate.code, department)


def _enter_open(casting: Casting, scene: Scene) -> None:
    """Complaints that are still open. Nothing is due within some hours of now."""
    phone, web = Channel.PHONE, Channel.WEB
    for category, channel, path, *times in (
        ("lighting", phone, open_paths.received, 1),
        ("parking", web, open_paths.received, 3),
        ("drainage", phone, open_paths.verified, 60),
        ("pets", web, open_paths.verified, 110),
        ("mail_late", phone, open_paths.promised, 150, 600),
        ("noise_neighbour", phone, open_paths.promised, 90, 700),
        ("intercom", phone, open_paths.investigated, 260),
        ("decoration", web, open_paths.declined, 300),
        ("leak_upstairs", phone, open_paths.proposed, 240),
        ("vehicle_gate", phone, open_paths.ordered, 280, 500, 120, "arrived"),
        ("access_control", web, open_paths.ordered, 320, 640, 150, "done"),
        ("cleaning", phone, open_paths.handled, 200),
        ("waste", phone, open_paths.handled, 420),
        ("smoking", phone, open_paths.watched, 3.4),
        ("noise_outside", phone, open_paths.outside, 0.6),
    ):
        part = "body" if path is open_paths.outside else ""
        story = _story(casting, scene, category, channel, part)
        casting.play.enter(casting.play.starts_at, path(story, *times))


def _enter_closed(casting: Casting, scene: Scene) -> None:
    """Complaints of some days ago, which are closed by now."""
    play = casting.play
    for number, (category, channel) in enumerate(
        (("charges", Channel.VISIT), ("access_control", Channel.PHONE), ("clutter", Channel.VISIT),
         ("parking_fee", Channel.PHONE), ("lighting", Channel.PHONE), ("pets", Channel.VISIT))
    ):  # fmt: skip
        story = _story(casting, scene, category, channel)
        play.enter(open_paths.before(story, (2 + number) * DAY + 200), side_paths.settled(story))
    for number, (category, plan) in enumerate((
        ("drainage", StoryPlan(promise="kept")), ("building_leak", StoryPlan()),
        ("cleaning", StoryPlan(promise="reply", declines=1)),
        ("lift_stopped", StoryPlan(visits=(AGAIN, DONE), summary=True)), ("intercom", StoryPlan(refused=True)),
        ("waste", StoryPlan(by_owner=True)), ("water_quality", StoryPlan(promise="kept", second_order=True)),
        ("pests", StoryPlan(promise="broken")),
    )):  # fmt: skip
        story = _story(casting, scene, category, Channel.WEB if plan.by_owner else Channel.PHONE)
        play.enter(open_paths.before(story, (8 + number / 4) * DAY), side_paths.straight(story, plan))
    story = _story(casting, scene, "suggestion", Channel.PHONE)
    play.enter(open_paths.before(story, 5 * DAY), side_paths.withdrawn(story))
    story = _story(casting, scene, "greening", Channel.LETTER)
    story.circumstance = "anonymous"
    play.enter(open_paths.before(story, 6 * DAY), side_paths.exempt(story, Exemption.ANONYMOUS))


def _story(casting: Casting, scene: Scene, category: str, channel: Channel, part: str = "") -> Story:
    return casting.story(scene, category=category, channel=channel, emotion=Emotion.CALM, part=part)
