"""What the company knows of its estates beside their complaints: regions, size by month, stewards, needs of people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from heed.actions import demands
from heed.actions.registry import ACTIONS
from heed.actions.residents import care
from heed.actions.residents.residents import change_person
from heed.actions.setup import founding, months, regions, stewards
from heed.actions.setup.projects import change_project
from heed.actions.staff.regional import give_region
from heed.demo import flagship
from heed.demo.grounds import Grounds
from heed.demo.scene import Scene
from heed.process.words import ENDED, ConsentForm, EstateKind
from heed.records.models import Account, Complaint, Region

#: The regions of the estates, the largest first, and what stands there.
REGIONS = {
    "YX": ("华东区域", "杭州片区", EstateKind.HOMES),
    "CW": ("华东区域", "苏州片区", EstateKind.HOMES),
    "DA": ("华东区域", "上海片区", EstateKind.OFFICES),
    "HT": ("港澳區域", "香港", EstateKind.HOMES),
    "CP": ("港澳區域", "香港", EstateKind.HOMES),
    "CH": ("华东区域", "杭州片区", EstateKind.MIXED),
    "YG": ("华东区域", "苏州片区", EstateKind.HOMES),
    "LJ": ("港澳區域", "香港", EstateKind.HOMES),
}
#: Stewards of the flagship's buildings, in their order.
STEWARDS = ("su", "su", "liang", "tang", "xu")
DEMANDED = "近三个月办结及时率连续下滑，请查明原因，明天下班前交整改计划。"
DEMANDED_OF_CASE = "业主已催两次，请今天安排专人上门，并说明为何超时。"
MONTHS = 14
OCCUPIED = 0.78
"""The share of the homes that was occupied at first; some people move in every month."""
M2_A_HOME = 104


def describe(scenes: Sequence[Scene], now: datetime) -> None:
    """Put it on record, as it stands at the end of the play."""
    admin = scenes[0].staff.accounts["admin"]
    known: dict[str, Region] = {}
    for scene in scenes:
        above, own, kind = REGIONS[scene.code]
        parent = known.setdefault(above, known.get(above) or regions.add_region(above, by=admin))
        region = known.setdefault(own, known.get(own) or regions.add_region(own, parent, by=admin))
        change_project(scene.grounds.project, by=admin, region=region, kind=kind.value)
        _months(scene.grounds, now, admin)
        if scene.code == "CH":
            _stewards(scene)
            _needs(scene, now)
    regional = founding.add_account("kang", "康宁", language="zh-hans", by=admin)
    give_region(regional, known[REGIONS["CH"][0]], by=admin)
    _demands(scenes, now)


def _demands(scenes: Sequence[Scene], now: datetime) -> None:
    """The centre demands something of one project, and an answer on the case of another that is longest overdue."""
    centre = scenes[0].staff.accounts["he"]
    by_code = {scene.code: scene for scene in scenes}
    asked_at = now - timedelta(hours=5)
    project = by_code["CW"].grounds.project
    demands.ask(project, DEMANDED, now + timedelta(hours=19), by=centre, at=asked_at)
    open_here = Complaint.objects.filter(project=by_code["YG"].grounds.project, next_due_at__lt=now)
    late = open_here.exclude(stage__in=[stage.value for stage in ENDED]).order_by("next_due_at", "number").first()
    if late is not None:
        ACTIONS["demand"](late, by=centre, words=DEMANDED_OF_CASE, due_at=now + timedelta(hours=4), at=now)


def _months(grounds: Grounds, now: datetime, admin: Account) -> None:
    """Its size in the last months."""
    homes, on = len(grounds.homes), now.date().replace(day=1)
    for back in range(MONTHS):
        occupied = round(homes * (OCCUPIED + 0.01 * (MONTHS - back)))
        months.record_month(grounds.project, on, homes=occupied, area=Decimal(homes * M2_A_HOME), by=admin, at=now)
        on = (on - timedelta(days=1)).replace(day=1)


def _stewards(scene: Scene) -> None:
    """Each building of the flagship has one."""
    director = scene.staff.accounts["lin"]
    for house, username in zip(scene.grounds.spots["building"], STEWARDS, strict=True):
        stewards.name_steward(house.place, scene.staff.accounts[username], by=director)


def _needs(scene: Scene, now: datetime) -> None:
    """Two people who need special care, one of whom has a representative; and when Chen Meiling is called best."""
    director = scene.staff.accounts["lin"]
    chen = scene.grounds.named[flagship.NAME].person
    change_person(chen, by=director, call_time="下午两点半以后")
    alone, ill = (resident.person for resident in scene.grounds.residents[:2])
    change_person(alone, by=director, hard_of_hearing=True, large_print=True, call_time="上午九点到十一点")
    care.mark_vulnerable(alone, "独居老人，八十一岁，腿脚不便，上门请提前打电话。", by=director)
    care.name_representative(
        alone, name="沈雨桐", phone="13800009021", consent_on=now.date() - timedelta(days=140),
        consent_form=ConsentForm.SIGNED, by=director, at=now,
    )  # fmt: skip
    care.mark_vulnerable(ill, "家中有人长期卧床，靠电动床和制氧机，停电前必须先通知。", by=director)
