"""The grounds of an estate as the demo builds them: places, and the people who live there. All invented.

Telephone numbers are in ranges nobody would take for real: 138000…, 138001…, +852 5555….
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from heed.actions import founding
from heed.demo.estates import IN_BUILDINGS, Estate
from heed.process.words import PlaceKind, Tenure
from heed.records.models import Person, Place, Project

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡余于叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
)
_MEN = (
    "建华",
    "志明",
    "伟",
    "国强",
    "文博",
    "俊杰",
    "海涛",
    "子轩",
    "德海",
    "立新",
    "家辉",
    "振宇",
    "永福",
    "晓东",
    "鹏飞",
    "大伟",
)
_WOMEN = (
    "丽华",
    "秀英",
    "敏",
    "雪梅",
    "晓燕",
    "佳怡",
    "婷婷",
    "桂兰",
    "文静",
    "淑珍",
    "梦琪",
    "雅琴",
    "玉芬",
    "思雨",
    "红梅",
    "静",
)
_HK_SURNAMES = "陳李黃張林王吳劉何鄭梁蔡楊許謝郭羅葉馮曾鄧朱蘇盧"
_HK_MEN = ("志強", "家豪", "偉明", "國雄", "俊傑", "文輝", "永康", "浩然", "啟文", "德榮")
_HK_WOMEN = ("美玲", "慧敏", "嘉欣", "淑儀", "詠琳", "麗珍", "婉婷", "秀蘭", "佩珊", "曉彤")
_LADIES = (
    "Emily Carter", "Priya Nair", "Sarah Whitfield", "Grace Lam", "Anna Kowalska", "Jessica Yuen", "Claire Dubois",
    "Hannah Schmidt", "Olivia Chan", "Yuki Tanaka", "Laura Pinto", "Fiona Clarke",
)  # fmt: skip
_GENTLEMEN = (
    "David Hughes", "Tom Bennett", "Raj Malhotra", "Kevin Tang", "Marco Rossi", "Peter Osei", "Daniel Fok",
    "Michael Reyes", "James Sinclair", "Arjun Mehta", "Simon Yip", "Edward Mok",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A public place with its English name; `building` is its building's position, None outside them."""

    place: Place
    english: str
    building: int | None = None


@dataclass(frozen=True, slots=True)
class Resident:
    """A person at home: where, which floor, which building."""

    person: Person
    home: Place
    building: int
    floor: int


@dataclass
class Grounds:
    """An estate as it stands in the database."""

    estate: Estate
    project: Project
    homes: list[tuple[Place, int, int]] = field(default_factory=list)
    spots: dict[str, list[Spot]] = field(default_factory=dict)
    residents: list[Resident] = field(default_factory=list)
    named: dict[str, Resident] = field(default_factory=dict)
    phones: set[str] = field(default_factory=set)

    def speaking(self, language: str) -> list[Resident]:
        """Its residents of this language."""
        return [resident for resident in self.residents if resident.person.language == language]


def build(estate: Estate) -> Grounds:
    """The estate with its places, empty of people."""
    project = founding.add_project(
        estate.code, estate.name, slug=estate.slug, hotline=estate.hotline, address=estate.address,
        language=estate.language,
    )  # fmt: skip
    grounds = Grounds(estate, project)
    for building, name in enumerate(estate.buildings):
        house = founding.add_place(project, PlaceKind.BUILDING, name)
        grounds.spots.setdefault("building", []).append(Spot(house, f"Tower {building + 1}", building))
        for kind, spot, english in IN_BUILDINGS[estate.language]:
            place = founding.add_place(project, PlaceKind.SPOT, spot, house)
            grounds.spots.setdefault(kind, []).append(Spot(place, f"{english}, Tower {building + 1}", building))
        doors = [(floor, door) for floor in range(2, estate.floors + 1) for door in range(len(estate.doors))]
        homes = founding.add_homes(house, (estate.home(building, floor, door) for floor, door in doors))
        grounds.homes += [(place, building, floor) for place, (floor, _) in zip(homes, doors, strict=True)]
    for kind, spots in estate.spots.items():
        for name, english in spots:
            place = founding.add_place(project, PlaceKind.SPOT, name)
            grounds.spots.setdefault(kind, []).append(Spot(place, english))
    return grounds


def settle(grounds: Grounds, chance: Random, today: date) -> None:
    """People move in: owners, some tenants, some families."""
    names = _names(grounds.estate, chance)
    homes = chance.sample(grounds.homes, k=min(grounds.estate.residents, len(grounds.homes)))
    coming = []
    for place, building, floor in homes:
        tenure = chance.choice((Tenure.OWNER, Tenure.OWNER, Tenure.OWNER, Tenure.TENANT))
        since = today - timedelta(days=chance.randint(60, 3600))
        for member in range(1 if chance.random() < 0.7 else 2):
            name, honorific, language = next(names)
            person = Person(name=name, phone=_phone(grounds, chance), honorific=honorific, language=language)
            coming.append((person, place, Tenure.FAMILY if member else tenure, since))
            grounds.residents.append(Resident(person, place, building, floor))
    founding.settle_all(coming)


def move_in(grounds: Grounds, number: str, name: str, phone: str, honorific: str, since: date) -> Resident:
    """One named owner at the home of this number, where nobody else lives and whose story is told apart."""
    place, building, floor = next(home for home in grounds.homes if home[0].number == number)
    person = Person(name=name, phone=phone, honorific=honorific, language=grounds.estate.language)
    founding.settle_all([(person, place, Tenure.OWNER, since)])
    grounds.phones.add(phone)
    grounds.homes.remove((place, building, floor))
    return Resident(person, place, building, floor)


def _names(estate: Estate, chance: Random) -> Iterator[tuple[str, str, str]]:
    """Names with their form of address and language, none twice as long as they last."""
    in_hong_kong = estate.language == "zh-hant"
    surnames, men, women = (_HK_SURNAMES, _HK_MEN, _HK_WOMEN) if in_hong_kong else (_SURNAMES, _MEN, _WOMEN)
    found = [(surname + given, "先生", estate.language) for surname in surnames for given in men]
    found += [(surname + given, "女士", estate.language) for surname in surnames for given in women]
    chance.shuffle(found)
    if in_hong_kong:
        english = [(name, "Ms", "en") for name in _LADIES] + [(name, "Mr", "en") for name in _GENTLEMEN]
        for place, someone in enumerate(english):
            found.insert(place * 4 + 1, someone)
    while True:
        yield from found


def _phone(grounds: Grounds, chance: Random) -> str:
    """A number that nobody else of the demo has."""
    first = {"CH": "138000", "YG": "138001"}.get(grounds.estate.code)
    while True:
        number = f"{first}{chance.randint(10000, 37999)}" if first else f"+852 5555 {chance.randint(1000, 9999)}"
        if number not in grounds.phones:
            grounds.phones.add(number)
            return number
