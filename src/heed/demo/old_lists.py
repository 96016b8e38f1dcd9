"""Complaints from before Heed at two estates of the demo: three of Chen Meiling's home, and some of other residents."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from heed.actions.residents.old_list import import_old_complaints
from heed.demo import flagship
from heed.demo.grounds import Resident
from heed.demo.scene import Scene
from heed.demo.story import place_and_texts
from heed.insight.spreadsheets import OldRow
from heed.queries.residents.old_list_preview import old_list_plan

#: The file of each estate, who brought it in, and how many complaints are in it.
LISTS = {"CH": ("投诉台账（旧系统导出）.xlsx", "lin", 24), "LJ": ("投訴記錄（舊系統匯出）.xlsx", "cheung", 11)}
#: What they are about; those of Chen Meiling's home come first, at the flagship.
CATEGORIES = (
    "lift_stopped", "noise_neighbour", "lift_stopped", "lighting", "parking", "cleaning", "access_control", "charges",
    "leak_upstairs", "decoration", "mail_late",
)  # fmt: skip
OF_CHEN = 3
YEARS = 3


def bring_in(scenes: Sequence[Scene], until: date, seed: int) -> None:
    """Import the old lists, whose complaints were received in the years before `until`."""
    for scene in scenes:
        if scene.code in LISTS:
            name, by, many = LISTS[scene.code]
            rows = _rows(scene, Random(f"{seed}-{scene.code}-old"), until, many)  # noqa: S311  # a play, not a secret
            plan = old_list_plan(scene.grounds.project, rows)
            import_old_complaints({scene.grounds.project: plan}, name, by=scene.staff.accounts[by])


def _rows(scene: Scene, chance: Random, until: date, many: int) -> list[OldRow]:
    language = scene.grounds.estate.language
    residents = scene.grounds.speaking(language)
    chen = scene.grounds.named.get(flagship.NAME)
    days = sorted(until - timedelta(days=chance.randint(10, 365 * YEARS)) for _ in range(many))
    rows = []
    for number, on in enumerate(days):
        resident = chen if chen is not None and number < OF_CHEN else chance.choice(residents)
        rows.append(_row(scene, chance, number, on, resident, CATEGORIES[number % len(CATEGORIES)]))
    return rows


def _row(scene: Scene, chance: Random, number: int, on: date, resident: Resident, category: str) -> OldRow:
    language = scene.grounds.estate.language
    _place, texts = place_and_texts(scene, chance, category, language, resident)
    names = scene.policy.leaf(category).names
    return OldRow(
        number + 2,
        received_on=on,
        content=texts.of("says"),
        home=resident.home.path,
        name=resident.person.name,
        phone=resident.person.phone,
        category=names.zh_hant if language == "zh-hant" else names.zh_hans,
        result=texts.of("result"),
        closed_on=on + timedelta(days=chance.randint(0, 9)),
        reference=f"TS-{on.year}-{number + 101:04d}",
    )
