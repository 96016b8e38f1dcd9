"""What is under way on the day of the demo, at exact distances from now: some due within the hour, some late."""

from collections.abc import Callable
from datetime import date
from typing import Any

from heed.demo import flagship, live, side_paths
from heed.demo.casting import Casting
from heed.demo.grounds import Grounds
from heed.demo.live import DAY, Road
from heed.demo.scene import Scene
from heed.demo.steps import Story
from heed.process.words import Channel, Emotion

SIZE = 84
"""About how many complaints these are."""
WEB, PHONE, VISIT, MESSAGE = Channel.WEB, Channel.PHONE, Channel.VISIT, Channel.MESSAGE


class Day:
    """Lets stories of today enter."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting

    def __call__(
        self, scene: Scene, category: str, road: Callable[..., Road], *times: Any, channel: Channel = PHONE,
        angry: bool = False, **more: Any,
    ) -> Story:  # fmt: skip
        """One story: at an estate, about this, on this road with these times."""
        drawn = ("language", "resident", "given", "level", "part")
        given = {name: more.pop(name) for name in drawn if name in more}
        emotion = Emotion.AGITATED if angry else Emotion.CALM
        story = self._casting.story(scene, category=category, channel=channel, emotion=emotion, **given)
        play = self._casting.play
        play.enter(play.starts_at, road(story, *times, **more))
        return story

    def settled(self, scene: Scene, category: str, ago: float, channel: Channel, **given: Any) -> None:
        """Explained or solved on the spot this day."""
        story = self._casting.story(scene, category=category, channel=channel, emotion=Emotion.CALM, **given)
        play = self._casting.play
        play.enter(live.before(story, ago), side_paths.settled(story))


def settle(grounds: Grounds, on: date) -> None:
    """The people of today whom everybody shall find by name."""
    if grounds.estate.code == "CH":
        flagship.move_in(grounds)


def enter(casting: Casting) -> None:
    """Let all of today begin at the estates of this casting."""
    for scene in casting.scenes:
        if scene.code == "CH":
            flagship.enter(casting, scene)
        _ESTATES[scene.code](Day(casting), scene)


def _at_cuihu(day: Day, ch: Scene) -> None:
    people = ch.staff.accounts
    wang, liu, zhang = people["wang"], people["liu"], people["zhang"]
    # come in, read back, promised
    day(ch, "lighting", live.received, 4)
    day(ch, "parking", live.received, 11, channel=WEB)
    day(ch, "drainage", live.received, 52, channel=WEB, angry=True)
    day(ch, "cleaning", live.verified, 14)
    day(ch, "pets", live.verified, 36, channel=VISIT)
    day(ch, "mail_late", live.promised, 95, 22)
    day(ch, "charges", live.promised, 140, 50, channel=VISIT, angry=True)
    day(ch, "noise_neighbour", live.promised, 60, 170)
    day(ch, "repair_late", live.promised, 320, -35, angry=True)
    # looked into, asked for approval, offered
    day(ch, "intercom", live.looked_into, 200, replied=90)
    day(ch, "lift_unsafe", live.asking, 150, 24, angry=True)
    day(ch, "thrown_objects", live.asking, 410, 190, angry=True)
    day(ch, "decoration", live.refused, 260, angry=True)
    day(ch, "building_leak", live.refused, 900, 2, angry=True)
    day(ch, "parking_fee", live.offered, 130, channel=WEB)
    day(ch, "shared_costs", live.offered, 85)
    # on order
    day(ch, "access_control", live.ordered, 210, 150, 6, "sent", wang)
    day(ch, "water_quality", live.ordered, 190, 40, 45, "accepted", wang)
    day(ch, "leak_upstairs", live.ordered, 240, 80, 70, "arrived", wang, angry=True)
    day(ch, "power_fault", live.ordered, 260, 28, 120, "done", liu)
    day(ch, "intercom", live.ordered, 300, 200, 25, "refused", zhang)
    day(ch, "shared_facility", live.ordered, DAY + 300, 300, DAY + 60, "paused", wang)
    day(ch, "vehicle_gate", live.ordered, 1000, -70, 900, "arrived", liu, angry=True)
    day(ch, "security_patrol", live.ordered, 180, 220, 42, "open", channel=WEB)
    day(ch, "cleaning", live.ordered, 160, 120, 50, "arrived")
    # done, to be asked; in the silent week; outside
    day(ch, "access_control", live.handled, 130)
    day(ch, "noise_outside", live.handled, 1150, channel=WEB)
    day(ch, "repair_poor", live.handled, 1700, 1, angry=True)
    day(ch, "waste", live.handled, 4500, 2)
    day(ch, "odours", live.watched, 7 - 50 / DAY)
    day(ch, "smoking", live.watched, 3.2)
    day(ch, "building_defect", live.outside, 4.1, angry=True, part="body")
    day(ch, "noise_outside", live.outside, 1.4, channel=WEB, part="body")
    # ended today
    day(ch, "suggestion", live.withdrawn, 200)
    for category, ago, channel in (("access_control", 250, VISIT), ("greening", 190, PHONE), ("charges", 150, VISIT),
                                   ("clutter", 75, PHONE)):  # fmt: skip
        day.settled(ch, category, ago, channel)


def _at_yangguang(day: Day, yg: Scene) -> None:
    people = yg.staff.accounts
    huang, deng = people["huang"], people["deng"]
    day(yg, "pests", live.received, 7, channel=MESSAGE)
    day(yg, "vehicle_damage", live.received, 27, channel=Channel.HOTLINE, angry=True)
    day(yg, "notice_late", live.verified, 21)
    day(yg, "drainage", live.promised, 80, 38, angry=True)
    day(yg, "refund", live.promised, 150, 240)
    day(yg, "noise_neighbour", live.looked_into, 320, replied=200)
    day(yg, "indifference", live.refused, 400, angry=True)
    day(yg, "ev_charging", live.offered, 170, channel=WEB)
    day(yg, "burst_pipe", live.ordered, 95, 60, 30, "arrived", huang, angry=True)
    day(yg, "lighting", live.ordered, 150, 180, 9, "sent", deng)
    day(yg, "lift_slow", live.ordered, 500, 55, 190, "accepted", huang)
    day(yg, "leak_upstairs", live.ordered, 1300, -25, 1100, "arrived", deng, angry=True)
    day(yg, "mail_late", live.handled, 330)
    day(yg, "security_patrol", live.handled, 1600, 1)
    day(yg, "aircon_dripping", live.watched, 5.5)
    day(yg, "group_letting", live.outside, 2.3, part="body")
    for category, ago, channel in (("lighting", 230, PHONE), ("parking_fee", 110, VISIT)):
        day.settled(yg, category, ago, channel)


def _at_laiking(day: Day, lj: Scene) -> None:
    people = lj.staff.accounts
    lee, lam = people["lee"], people["lam"]
    day(lj, "access_control", live.received, 9, channel=WEB, language="en")
    day(lj, "cleaning", live.received, 34, channel=WEB, language="zh-hant")
    day(lj, "decoration", live.verified, 18, language="zh-hant", angry=True)
    day(lj, "parking", live.promised, 120, 62, language="en", angry=True)
    day(lj, "mail_late", live.promised, 260, -48, language="zh-hant")
    day(lj, "charges", live.looked_into, 180, replied=60, language="en")
    day(lj, "lift_unsafe", live.asking, 210, 35, language="zh-hant", angry=True)
    day(lj, "noise_neighbour", live.offered, 240, channel=WEB, language="en")
    day(lj, "pets", live.offered, 95, language="zh-hant")
    day(lj, "building_leak", live.ordered, 700, 100, 240, "accepted", lee, language="en")
    day(lj, "drainage", live.ordered, 220, 52, 65, "arrived", lam, language="zh-hant", angry=True)
    day(lj, "lighting", live.ordered, 260, 140, 90, "done", lee, language="zh-hant")
    day(lj, "leak_upstairs", live.handled, 210, language="en")
    day(lj, "access_control", live.handled, 1500, 1, language="zh-hant")
    day(lj, "suggestion", live.watched, 6.3, language="en")
    day(lj, "noise_outside", live.outside, 3.0, part="body", language="zh-hant")
    for category, language, ago, channel in (("mail_late", "en", 200, VISIT), ("lighting", "zh-hant", 90, PHONE)):
        day.settled(lj, category, ago, channel, language=language)


_ESTATES = {"CH": _at_cuihu, "YG": _at_yangguang, "LJ": _at_laiking}
