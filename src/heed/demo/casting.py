"""Who complains of what, when, and how it ends: random, but the same for the same seed."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import Any

from heed.demo import side_paths
from heed.demo.after_closing import followed
from heed.demo.grounds import Resident
from heed.demo.paths import AGAIN, AWAY, DONE, OFF, StoryPlan
from heed.demo.play import Play, StoryPath
from heed.demo.scene import Scene
from heed.demo.steps import Story
from heed.demo.texts import matters, templates
from heed.process.words import Channel, Emotion, Exemption

CHANNELS = {
    Channel.PHONE: 42, Channel.VISIT: 20, Channel.WEB: 15, Channel.MESSAGE: 9, Channel.EMAIL: 4, Channel.LETTER: 2,
    Channel.HOTLINE: 3, Channel.MEDIA: 1, Channel.PATROL: 4,
}  # fmt: skip
#: The weight of each path.
PATHS = {
    "settled": 700, "straight": 230, "discussed": 40, "outside": 45, "impossible": 28, "anonymous": 26,
    "unreachable": 8, "sensitive": 6, "withdrawn": 18, "merged": 8, "silent": 26, "repeated": 14, "reopened": 8,
    "reassessed": 12, "reassigned": 12,
}  # fmt: skip

#: Paths for which the matter needs a certain part.
PARTS = {"outside": "body", "impossible": "hopeless"}


class Casting:
    """Makes random stories for estates. Each story has its own `Random`, so that one does not change the next."""

    def __init__(self, play: Play, scenes: Sequence[Scene], seed: object) -> None:
        self.play, self.scenes, self.seed = play, scenes, seed
        self._count = 0

    def chance(self) -> Random:
        """The source of random numbers for the next story."""
        self._count += 1
        return Random(f"{self.seed}-{self._count}")  # noqa: S311  # a play, not a secret

    def story(self, scene: Scene, chance: Random | None = None, **given: Any) -> Story:
        """A random story at this estate, except for what is `given`."""
        chance = chance or self.chance()
        language = given.pop("language", "") or _language(scene, chance)
        category = given.pop("category", "") or weighted(
            chance, {code: matters()[code]["weight"] for code in templates(language)}
        )
        matter = matters()[category]
        resident: Resident = given.pop("resident", None) or chance.choice(scene.grounds.speaking(language))
        channel = given.pop("channel", None) or weighted(chance, CHANNELS)
        angry = chance.random() * 100 < matter["angry"]
        emotion = given.pop("emotion", None) or (Emotion.AGITATED if angry else Emotion.CALM)
        return Story(self.play, scene, chance, category, resident, language, channel, emotion, **given)

    def enter(self, scene: Scene, at: datetime) -> None:
        """Choose a story and its path at random, and let it begin at this instant."""
        chance = self.chance()
        language = _language(scene, chance)
        name = weighted(chance, PATHS)
        fitting = _fitting(name, scene, language)
        if not fitting:
            name, fitting = "straight", _fitting("straight", scene, language)
        channels = {Channel.PHONE: 55, Channel.VISIT: 45} if name == "settled" else CHANNELS
        category, channel = weighted(chance, fitting), weighted(chance, channels)
        part = PARTS.get(name, "")
        story = self.story(scene, chance, language=language, category=category, channel=channel, part=part)
        self._name_accused(story)
        self.play.enter(at, followed(story, self._path(name, story, at)))

    def _path(self, name: str, story: Story, at: datetime) -> StoryPath:
        plan = random_plan(story)
        if name == "repeated" and story.accused:
            name = "straight"  # who takes the repeat in could be the one complained of
        if name in ("anonymous", "unreachable", "sensitive"):
            return self._exempt(Exemption(name), story)
        if name == "merged":
            return self._outbreak(story, at)
        if name == "repeated":
            again = self.story(story.scene, story.chance, language=story.language, category=story.category,
                               resident=story.resident, channel=Channel.PHONE, emotion=Emotion.AGITATED)  # fmt: skip
            again.place = story.place
            return side_paths.repeated(story, again)
        if name in ("settled", "withdrawn"):
            path: StoryPath = getattr(side_paths, name)(story)
            return path
        if name == "discussed":
            story.channel = Channel.WEB
        found: StoryPath = getattr(side_paths, name)(story, plan)
        return found

    def _exempt(self, code: Exemption, story: Story) -> StoryPath:
        if code is not Exemption.SENSITIVE:
            story.circumstance = code.value
            fitting = (Channel.LETTER, Channel.HOTLINE, Channel.PATROL, Channel.WEB)
            story.channel = story.chance.choice(fitting[:3] if code is Exemption.UNREACHABLE else fitting)
        return side_paths.exempt(story, code)

    def _outbreak(self, story: Story, at: datetime) -> StoryPath:
        """Several homes report the same matter within two hours."""
        scene, chance = story.scene, story.chance
        kinds = [code for code, said in matters().items() if said.get("merges") and code in templates(story.language)]
        first = self.story(scene, chance, language=story.language, category=chance.choice(kinds), channel=Channel.PHONE)
        neighbours = scene.grounds.speaking(first.language)  # who read the same result
        own = first.resident
        near = [one for one in neighbours if one.building == own.building and one.home != own.home]
        for resident in chance.sample(near, k=min(chance.randint(2, 4), len(near))):
            other = self.story(scene, chance, language=first.language, category=first.category, resident=resident)
            other.place = first.place
            other.texts.slots["where"] = first.texts.slots["where"]
            self.play.enter(at + timedelta(minutes=chance.uniform(8, 70)), side_paths.merged(other, first))
        return side_paths.straight(first, StoryPlan(promise="kept"))

    def _name_accused(self, story: Story) -> None:
        """A complaint about conduct names a member of staff, who then takes no part in it (C3)."""
        roles = matters()[story.category].get("person", "").split()
        people = [account for role in roles for account in story.scene.holders(role)]
        if people:
            story.accused = [story.chance.choice(people)]


def random_plan(story: Story) -> StoryPlan:
    """A random plan for a straight story."""
    chance = story.chance
    leaf = templates(story.language)[story.category]
    reachable = not story.circumstance and story.channel in (Channel.PHONE, Channel.VISIT)
    promise = weighted(chance, {"": 40, "kept": 30, "reply": 16, "moved": 6, "broken": 8}) if reachable else ""
    days = weighted(chance, {0: 62, 1: 24, 2: 9, 3: 5})
    visits = weighted(chance, {
        (DONE,): 66, (AWAY, DONE): 12, (AWAY, AWAY, DONE): 3, (AGAIN, DONE): 11, (AGAIN, AGAIN, DONE): 2, (OFF,): 6,
    })  # fmt: skip
    if matters()[story.category].get("money") and chance.random() < 0.6:
        story.money = Decimal(chance.choice((200, 350, 480, 800, 1200, 2600)))
    return StoryPlan(
        promise=promise,
        declines=weighted(chance, {0: 80, 1: 16, 2: 4}),
        days=days,
        refused=chance.random() < 0.08,
        pause=leaf.get("pause", "") if days and chance.random() < 0.7 else "",
        late=chance.random() < 0.05,
        second_order=chance.random() < 0.08 and story.category not in ("cleaning", "waste"),
        visits=visits,
        by_owner=story.channel in (Channel.WEB, Channel.EMAIL, Channel.MESSAGE) and chance.random() < 0.7,
        summary=chance.random() < (0.7 if len(visits) > 1 or story.level != "general" else 0.25),
    )


def weighted(chance: Random, weights: dict[Any, int]) -> Any:
    """A random key, as often as its weight says."""
    bounds = list(accumulate(weights.values()))
    return list(weights)[bisect_right(bounds, chance.random() * bounds[-1])]


def _fitting(path: str, scene: Scene, language: str) -> dict[str, int]:
    """The categories that this path is possible for, with their weights."""
    part = PARTS.get(path, "says")
    mild = path in ("settled", "reassessed")
    return {
        code: matters()[code]["weight"]
        for code, said in templates(language).items()
        if said.get(part) and not (mild and scene.policy.leaf(code).level != "general")
    }


def _language(scene: Scene, chance: Random) -> str:
    if scene.grounds.estate.language != "zh-hant":
        return scene.grounds.estate.language
    return "en" if chance.random() < 0.3 else "zh-hant"
