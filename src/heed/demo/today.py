"""The complaints of the demo's last day, at exact distances from now: some due within the hour, some late."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from heed.demo import contractors, flagship, open_paths, side_paths
from heed.demo.casting import Casting
from heed.demo.grounds import Grounds
from heed.demo.open_paths import DAY
from heed.demo.play import StoryPath
from heed.demo.scene import Scene
from heed.demo.steps import Story
from heed.process.words import Channel, Emotion

SIZE = 158
"""About how many complaints these make."""
WEB, PHONE, VISIT, MESSAGE = Channel.WEB, Channel.PHONE, Channel.VISIT, Channel.MESSAGE


class Today:
    """Enters stories of today."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting

    def __call__(
        self, scene: Scene, category: str, path: Callable[..., StoryPath], *times: Any, channel: Channel = PHONE,
        angry: bool = False, **more: Any,
    ) -> Story:  # fmt: skip
        """Enter a story at this estate, of this category, on this path with these times."""
        drawn = ("language", "resident", "given", "level", "part")
        given = {name: more.pop(name) for name in drawn if name in more}
        emotion = Emotion.AGITATED if angry else Emotion.CALM
        story = self._casting.story(scene, category=category, channel=channel, emotion=emotion, **given)
        play = self._casting.play
        play.enter(play.starts_at, path(story, *times, **more))
        return story

    def settled(self, scene: Scene, category: str, ago: float, channel: Channel, **given: Any) -> None:
        """Enter a story that was explained or solved on the spot, so many minutes ago."""
        story = self._casting.story(scene, category=category, channel=channel, emotion=Emotion.CALM, **given)
        play = self._casting.play
        play.enter(open_paths.before(story, ago), side_paths.settled(story))


def settle(grounds: Grounds, on: date) -> None:
    """Add the residents of today who have a name in `flagship`."""
    if grounds.estate.code == "CH":
        flagship.move_in(grounds)


def enter(casting: Casting) -> None:
    """Enter all stories of today at the estates of this casting."""
    for scene in casting.scenes:
        if scene.code == "CH":
            flagship.enter(casting, scene)
        _ESTATES.get(scene.code, _at_a_small_estate)(Today(casting), scene)


def _at_cuihu(day: Today, ch: Scene) -> None:
    people = ch.staff.accounts
    wang, liu, zhang = people["wang"], people["liu"], people["zhang"]
    # received, verified, promised
    day(ch, "lighting", open_paths.received, 4)
    day(ch, "parking", open_paths.received, 11, channel=WEB)
    day(ch, "drainage", open_paths.received, 52, channel=WEB, angry=True)
    day(ch, "cleaning", open_paths.verified, 14)
    day(ch, "pets", open_paths.verified, 36, channel=VISIT)
    day(ch, "mail_late", open_paths.promised, 95, 22)
    day(ch, "charges", open_paths.promised, 140, 50, channel=VISIT, angry=True)
    day(ch, "noise_neighbour", open_paths.promised, 60, 170)
    day(ch, "repair_late", open_paths.promised, 320, -35, angry=True)
    # under investigation, awaiting approval, proposed
    day(ch, "intercom", open_paths.investigated, 200, replied=90)
    day(ch, "lift_unsafe", open_paths.awaiting_approval, 150, 24, angry=True)
    day(ch, "thrown_objects", open_paths.awaiting_approval, 410, 190, angry=True)
    day(ch, "decoration", open_paths.declined, 260, angry=True)
    day(ch, "building_leak", open_paths.declined, 900, 2, angry=True)
    day(ch, "parking_fee", open_paths.proposed, 130, channel=WEB)
    day(ch, "shared_costs", open_paths.proposed, 85)
    # ordered
    day(ch, "access_control", open_paths.ordered, 210, 150, 6, "sent", wang)
    day(ch, "water_quality", open_paths.ordered, 190, 40, 45, "accepted", wang)
    day(ch, "leak_upstairs", open_paths.ordered, 240, 80, 70, "arrived", wang, angry=True)
    day(ch, "power_fault", open_paths.ordered, 260, 28, 120, "done", liu)
    day(ch, "intercom", open_paths.ordered, 300, 200, 25, "refused", zhang)
    day(ch, "shared_facility", open_paths.ordered, DAY + 300, 300, DAY + 60, "paused", wang)
    day(ch, "vehicle_gate", open_paths.ordered, 1000, -70, 900, "arrived", liu, angry=True)
    day(ch, "security_patrol", open_paths.ordered, 180, 220, 42, "open", channel=WEB)
    day(ch, "cleaning", open_paths.ordered, 160, 120, 50, "arrived")
    # with the lift firm, which works by links
    by_day, by_night = contractors.people_at(ch)
    day(ch, "lift_slow", open_paths.ordered, 230, 170, 18, "sent", by_day)
    day(ch, "lift_stopped", open_paths.ordered, 280, 90, 75, "accepted", by_day, angry=True)
    day(ch, "lift_stopped", open_paths.ordered, 420, 60, 240, "done", by_night)
    day(ch, "lift_slow", open_paths.ordered, 330, 210, 40, "refused", by_night)
    # the return visit agreed: today, tomorrow, moved, kept, missed
    day(ch, "lighting", open_paths.visit_agreed, 400, 150, 95)
    day(ch, "mail_late", open_paths.visit_agreed, 900, 300, DAY, channel=VISIT)
    day(ch, "greening", open_paths.visit_agreed, 1500, 700, DAY + 240, moved=200)
    day(ch, "intercom", open_paths.visit_agreed, 1700, 600, -130, visited=True)
    day(ch, "cleaning", open_paths.visit_agreed, 1400, 500, -45, angry=True)
    # a second look: one waits, one was made
    day(ch, "repair_poor", open_paths.looked_again, 1500, 320)
    day(ch, "greening", open_paths.looked_again, 2100, 900, 180)
    # handled; watching; outside
    day(ch, "access_control", open_paths.handled, 130)
    day(ch, "noise_outside", open_paths.asked_in_writing, 1150, channel=WEB)
    day(ch, "repair_poor", open_paths.handled, 1700, 1, angry=True)
    day(ch, "waste", open_paths.handled, 4500, 2)
    day(ch, "odours", open_paths.watched, 7 - 50 / DAY)
    day(ch, "smoking", open_paths.watched, 3.2)
    day(ch, "building_defect", open_paths.outside, 4.1, angry=True, part="body")
    day(ch, "noise_outside", open_paths.outside, 1.4, channel=WEB, part="body")
    # closed today
    day(ch, "suggestion", open_paths.withdrawn, 200)
    for category, ago, channel in (("access_control", 250, VISIT), ("greening", 190, PHONE), ("charges", 150, VISIT),
                                   ("clutter", 75, PHONE)):  # fmt: skip
        day.settled(ch, category, ago, channel)


def _at_yangguang(day: Today, yg: Scene) -> None:
    people = yg.staff.accounts
    huang, deng = people["huang"], people["deng"]
    day(yg, "pests", open_paths.received, 7, channel=MESSAGE)
    day(yg, "vehicle_damage", open_paths.received, 27, channel=Channel.HOTLINE, angry=True)
    day(yg, "notice_late", open_paths.verified, 21)
    day(yg, "drainage", open_paths.promised, 80, 38, angry=True)
    day(yg, "refund", open_paths.promised, 150, 240)
    day(yg, "noise_neighbour", open_paths.investigated, 320, replied=200)
    day(yg, "indifference", open_paths.declined, 400, angry=True)
    day(yg, "ev_charging", open_paths.proposed, 170, channel=WEB)
    day(yg, "burst_pipe", open_paths.ordered, 95, 60, 30, "arrived", huang, angry=True)
    day(yg, "lighting", open_paths.ordered, 150, 180, 9, "sent", deng)
    day(yg, "lift_slow", open_paths.ordered, 500, 55, 190, "accepted", huang)
    day(yg, "leak_upstairs", open_paths.ordered, 1300, -25, 1100, "arrived", deng, angry=True)
    day(yg, "mail_late", open_paths.asked_in_writing, 6200)
    day(yg, "lighting", open_paths.visit_agreed, 1300, 200, DAY + 120)
    day(yg, "security_patrol", open_paths.handled, 1600, 1)
    day(yg, "aircon_dripping", open_paths.watched, 5.5)
    day(yg, "group_letting", open_paths.outside, 2.3, part="body")
    for category, ago, channel in (("lighting", 230, PHONE), ("parking_fee", 110, VISIT)):
        day.settled(yg, category, ago, channel)


def _at_laiking(day: Today, lj: Scene) -> None:
    people = lj.staff.accounts
    lee, lam = people["lee"], people["lam"]
    day(lj, "access_control", open_paths.received, 9, channel=WEB, language="en")
    day(lj, "cleaning", open_paths.received, 34, channel=WEB, language="zh-hant")
    day(lj, "decoration", open_paths.verified, 18, language="zh-hant", angry=True)
    day(lj, "parking", open_paths.promised, 120, 62, language="en", angry=True)
    day(lj, "mail_late", open_paths.promised, 260, -48, language="zh-hant")
    day(lj, "charges", open_paths.investigated, 180, replied=60, language="en")
    day(lj, "lift_unsafe", open_paths.awaiting_approval, 210, 35, language="zh-hant", angry=True)
    day(lj, "noise_neighbour", open_paths.proposed, 240, channel=WEB, language="en")
    day(lj, "pets", open_paths.proposed, 95, language="zh-hant")
    day(lj, "building_leak", open_paths.ordered, 700, 100, 240, "accepted", lee, language="en")
    day(lj, "drainage", open_paths.ordered, 220, 52, 65, "arrived", lam, language="zh-hant", angry=True)
    day(lj, "lighting", open_paths.ordered, 260, 140, 90, "done", lee, language="zh-hant")
    day(lj, "leak_upstairs", open_paths.asked_in_writing, 210, language="en")
    day(lj, "access_control", open_paths.handled, 1500, 1, language="zh-hant")
    day(lj, "suggestion", open_paths.watched, 6.3, language="en")
    day(lj, "noise_outside", open_paths.outside, 3.0, part="body", language="zh-hant")
    for category, language, ago, channel in (("mail_late", "en", 200, VISIT), ("lighting", "zh-hant", 90, PHONE)):
        day.settled(lj, category, ago, channel, language=language)


def _at_a_small_estate(day: Today, scene: Scene) -> None:
    """Some matters in every state, of which one or two are late; the estate's own chance says how late."""
    chance = Random(scene.code)  # noqa: S311  # a play, not a secret
    language = scene.grounds.estate.language
    operator = scene.staff.crew(scene.code, "engineering")[0]
    day(scene, "cleaning", open_paths.received, chance.uniform(3, 25), language=language)
    day(scene, "noise_neighbour", open_paths.promised, 130, chance.choice((-55, 40, 90)), language=language)
    day(
        scene,
        "lighting",
        open_paths.ordered,
        320,
        chance.choice((-40, 80)),
        150,
        "arrived",
        operator,
        language=language,
    )
    day(scene, "access_control", open_paths.handled, 1500, 1, language=language)
    day(scene, "noise_outside", open_paths.outside, chance.uniform(1, 4), part="body", language=language)
    day.settled(scene, "lighting", chance.uniform(60, 240), PHONE, language=language)


_ESTATES = {"CH": _at_cuihu, "YG": _at_yangguang, "LJ": _at_laiking}
