"""An estate for measuring, and a few dozen complaints of every kind played on it: `seed` makes thousands of copies."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from heed.actions.setup import founding
from heed.demo import live, side_paths
from heed.demo.casting import Casting
from heed.demo.estates import ESTATES, Estate
from heed.demo.grounds import Grounds, build, find, settle
from heed.demo.live import DAY
from heed.demo.paths import AGAIN, DONE, Plan
from heed.demo.play import Play
from heed.demo.scene import Album, Scene
from heed.demo.staff import Staff
from heed.process.words import Channel, Emotion, Exemption, Role
from heed.records.models import Account, Complaint, Department, Project

#: Who works there, by role and (for an operator) department.
STAFF = (
    (Role.RECEPTIONIST, "Reception"), (Role.GUARD, "Gate"), (Role.FOLLOW_UP, "Follow-up"), (Role.DIRECTOR, "Director"),
    (Role.MANAGER, "Manager"), (Role.OPERATOR, "Operator"),
)  # fmt: skip
DAYS = 12


def estate_of(code: str) -> Estate:
    """An estate like the first of the demo's, under a code of its own."""
    like = ESTATES[0]
    return Estate(
        code, f"Measuring {code}", f"measuring-{code.lower()}", "", "", like.language, like.buildings, like.floors,
        like.doors, 300, like.spots,
    )  # fmt: skip


def play_prototypes(code: str, now: datetime) -> list[Complaint]:
    """Play one complaint of every kind at the estate of this code, up to now; it is founded where it is new."""
    estate, chance = estate_of(code), Random(code)  # noqa: S311  # a play, not a secret
    project = Project.objects.filter(code=code).first()
    with transaction.atomic():
        founding.found_policy(now, note="seed")
        scene = _known(estate, project, chance) if project else _founded(estate, chance, now)
    last = Complaint.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    play = Play(now - timedelta(days=DAYS), now)
    casting = Casting(play, [scene], 0)
    _open_ones(casting, scene)
    _ended_ones(casting, scene)
    play.run()
    return list(Complaint.objects.filter(project=scene.grounds.project, pk__gt=last).order_by("pk"))


def _founded(estate: Estate, chance: Random, now: datetime) -> Scene:
    grounds = build(estate)
    settle(grounds, chance, now.date())
    departments = _departments(grounds)
    staff = Staff()
    for role, name in STAFF:
        account = founding.add_account(_username(estate, role), f"{name} {estate.code}")
        for part in departments.values() if role is Role.OPERATOR else (None,):
            founding.give_duty(account, role, None if part else grounds.project, part)
        _post(staff, account, role, estate, departments)
    return Scene(grounds, staff, Album(chance), departments)


def _known(estate: Estate, project: Project, chance: Random) -> Scene:
    grounds = find(estate, project)
    departments = _departments(grounds)
    staff = Staff()
    for role, _ in STAFF:
        account = Account.objects.get(username=_username(estate, role))
        _post(staff, account, role, estate, departments)
    return Scene(grounds, staff, Album(chance), departments)


def _departments(grounds: Grounds) -> dict[str, Department]:
    return {part.code: part for part in Department.objects.filter(project=grounds.project)}


def _username(estate: Estate, role: Role) -> str:
    return f"{estate.code}-{role.value}".lower()


def _post(staff: Staff, account: Account, role: Role, estate: Estate, departments: Iterable[str]) -> None:
    for part in departments if role is Role.OPERATOR else ("",):
        staff.post(account, role, estate.code, part)


def _open_ones(casting: Casting, scene: Scene) -> None:
    """None of them has anything due within some hours of now."""
    phone, web = Channel.PHONE, Channel.WEB
    for category, channel, road, *times in (
        ("lighting", phone, live.received, 1),
        ("parking", web, live.received, 3),
        ("drainage", phone, live.verified, 60),
        ("pets", web, live.verified, 110),
        ("mail_late", phone, live.promised, 150, 600),
        ("noise_neighbour", phone, live.promised, 90, 700),
        ("intercom", phone, live.looked_into, 260),
        ("decoration", web, live.refused, 300),
        ("leak_upstairs", phone, live.offered, 240),
        ("vehicle_gate", phone, live.ordered, 280, 500, 120, "arrived"),
        ("access_control", web, live.ordered, 320, 640, 150, "done"),
        ("cleaning", phone, live.handled, 200),
        ("waste", phone, live.handled, 420),
        ("smoking", phone, live.watched, 3.4),
        ("noise_outside", phone, live.outside, 0.6),
    ):
        part = "body" if road is live.outside else ""
        story = casting.story(scene, category=category, channel=channel, emotion=Emotion.CALM, part=part)
        casting.play.enter(casting.play.starts_at, road(story, *times))


def _ended_ones(casting: Casting, scene: Scene) -> None:
    """Some days ago, so that they have ended by now."""
    play = casting.play
    for number, (category, channel) in enumerate(
        (("charges", Channel.VISIT), ("access_control", Channel.PHONE), ("clutter", Channel.VISIT),
         ("parking_fee", Channel.PHONE), ("lighting", Channel.PHONE), ("pets", Channel.VISIT))
    ):  # fmt: skip
        story = casting.story(scene, category=category, channel=channel, emotion=Emotion.CALM)
        play.enter(live.before(story, (2 + number) * DAY + 200), side_paths.settled(story))
    plans = (
        Plan(promise="kept"), Plan(), Plan(promise="reply", declines=1), Plan(visits=(AGAIN, DONE), summary=True),
        Plan(refused=True), Plan(by_owner=True), Plan(promise="kept", second_order=True), Plan(promise="broken"),
    )  # fmt: skip
    categories = (
        "drainage",
        "building_leak",
        "cleaning",
        "lift_stopped",
        "intercom",
        "waste",
        "water_quality",
        "pests",
    )
    for number, (category, plan) in enumerate(zip(categories, plans, strict=True)):
        channel = Channel.WEB if plan.by_owner else Channel.PHONE
        story = casting.story(scene, category=category, channel=channel, emotion=Emotion.CALM)
        play.enter(live.before(story, (8 + number / 4) * DAY), side_paths.straight(story, plan))
    story = casting.story(scene, category="suggestion", channel=Channel.PHONE, emotion=Emotion.CALM)
    play.enter(live.before(story, 5 * DAY), side_paths.withdrawn(story))
    story = casting.story(scene, category="greening", channel=Channel.LETTER, emotion=Emotion.CALM)
    story.circumstance = "anonymous"
    play.enter(live.before(story, 6 * DAY), side_paths.exempt(story, Exemption.ANONYMOUS))
