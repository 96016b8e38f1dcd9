"""The estates of the demo: their names, buildings, homes and public spots. All invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estate:
    """One estate. `doors` are the homes of a floor; `spots` public places, as kind: (name, English name)."""

    code: str
    name: str
    slug: str
    hotline: str
    address: str
    language: str
    buildings: tuple[str, ...]
    floors: int
    doors: tuple[str, ...]
    residents: int
    spots: dict[str, tuple[tuple[str, str], ...]]

    @property
    def timezone(self) -> str:
        """The estate with Traditional Chinese is in Hong Kong, the others are on the mainland."""
        return "Asia/Hong_Kong" if self.language == "zh-hant" else "Asia/Shanghai"

    def home(self, building: int, floor: int, door: int) -> tuple[str, str]:
        """The name of a home within its building, and the number that people type."""
        if self.language == "zh-hant":
            return f"{floor}樓{self.doors[door]}室", f"{building + 1}-{floor}{self.doors[door]}"
        name = f"{floor}{self.doors[door]}"
        return name, f"{self.buildings[building].rstrip('号楼栋')}-{name}"

    def floor(self, floor: int, language: str) -> str:
        """A floor as people say it."""
        if language == "en":
            return f"{floor}{_ORDINALS.get(floor % 10 if floor not in (11, 12, 13) else 0, 'th')} floor"
        return f"{floor}樓" if language == "zh-hant" else f"{floor}楼"


_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_MAINLAND_SPOTS = {
    "gate": (("南门", "South gate"), ("北门", "North gate"), ("东门", "East gate")),
    "garage": (("地下车库B1层", "Car park B1"), ("地下车库B2层", "Car park B2")),
    "garden": (("中心花园", "Central garden"), ("东侧草坪", "East lawn")),
    "play": (("儿童乐园", "Playground"),),
    "gym": (("健身区", "Outdoor gym"),),
    "waste": (("垃圾分类房", "Waste room"),),
    "parcel": (("北门快递柜", "Parcel lockers"),),
    "office": (("客服中心", "Office"),),
    "road": (("小区主路", "Main road"), ("南侧人行道", "South footpath")),
}
_HONG_KONG_SPOTS = {
    "gate": (("正門", "Main gate"), ("後門", "Back gate")),
    "garage": (("停車場1樓", "Car park level 1"), ("停車場2樓", "Car park level 2")),
    "garden": (("平台花園", "Podium garden"),),
    "play": (("兒童遊樂場", "Playground"),),
    "gym": (("健身園地", "Fitness corner"),),
    "waste": (("垃圾房", "Refuse room"),),
    "parcel": (("信箱區", "Letter boxes"),),
    "office": (("管理處", "Management office"),),
    "road": (("內街", "Estate road"),),
}
_DOORS = ("01", "02", "03", "04")
ESTATES = (
    Estate(
        "CH", "翠湖天地", "cuihu", "400-000-1502", "翠湖路1号", "zh-hans",
        ("1号楼", "2号楼", "3号楼", "4号楼", "5号楼"), 18, _DOORS, 190, _MAINLAND_SPOTS,
    ),
    Estate(
        "YG", "阳光花园", "yangguang", "400-000-0803", "阳光大道66号", "zh-hans", ("A栋", "B栋", "C栋", "D栋"),
        11, _DOORS, 110, _MAINLAND_SPOTS,
    ),
    Estate(
        "LJ", "麗景軒", "laiking", "+852 5555 0000", "麗景道8號", "zh-hant", ("第1座", "第2座", "第3座"),
        20, ("A", "B", "C", "D"), 110, _HONG_KONG_SPOTS,
    ),
    Estate(
        "YX", "云溪里", "yunxi", "400-000-2201", "云溪路22号", "zh-hans", ("1号楼", "2号楼", "3号楼", "4号楼"),
        16, _DOORS, 80, _MAINLAND_SPOTS,
    ),
    Estate(
        "CW", "澄湾雅苑", "chengwan", "400-000-0917", "澄湾街17号", "zh-hans", ("1栋", "2栋", "3栋"),
        12, _DOORS, 70, _MAINLAND_SPOTS,
    ),
    Estate(
        "DA", "东岸中心", "dongan", "400-000-8800", "东岸大道88号", "zh-hans", ("1号楼", "2号楼"),
        20, _DOORS, 60, _MAINLAND_SPOTS,
    ),
    Estate(
        "HT", "海堤灣畔", "haitai", "+852 5555 0100", "海堤路3號", "zh-hant", ("第1座", "第2座"),
        24, ("A", "B", "C", "D"), 70, _HONG_KONG_SPOTS,
    ),
    Estate(
        "CP", "翠屏閣", "tsuiping", "+852 5555 0200", "翠屏里2號", "zh-hant", ("第1座",),
        18, ("A", "B", "C"), 36, _HONG_KONG_SPOTS,
    ),
)  # fmt: skip
_LOBBY_AND_ROOF = (("lobby", "大堂", "lobby"), ("roof", "天台", "roof"))
IN_BUILDINGS = {
    "zh-hans": (("lift", "1号电梯", "Lift 1"), ("lift", "2号电梯", "Lift 2"), *_LOBBY_AND_ROOF),
    "zh-hant": (("lift", "1號電梯", "Lift 1"), ("lift", "2號電梯", "Lift 2"), *_LOBBY_AND_ROOF),
}
