"""The columns of the list, and by which headings companies call them, in three languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from heed.insight.tokens import folded
from heed.process.policy.parts import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, its heading in the template, what else it is called, an example, how long it may be."""

    code: str
    names: Text
    others: tuple[str, ...]
    example: str
    longest: int
    hint: Text


def _text(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


COLUMNS = (
    Column(
        "building", _text("楼栋", "樓棟", "Building"),
        ("楼号", "楼", "栋", "栋号", "幢", "幢号", "座", "座号", "楼座", "楼宇", "楼栋号", "楼栋名称", "大厦",
         "门栋", "block", "tower", "building no", "building name", "bldg"),
        "3号楼", 80,
        _text("如：3号楼。公共区域可以留空。", "如：3號樓。公共地方可以留空。",
              "May be empty for a public area outside the buildings."),
    ),
    Column(
        "stair", _text("单元", "單元", "Staircase"),
        ("单元号", "单元名称", "梯", "梯号", "梯座", "门洞", "staircase", "stair", "entrance"),
        "", 20,
        _text("如：2单元；没有就留空。", "如：2單元；沒有就留空。", "Where a building has several. May be empty."),
    ),
    Column(
        "floor", _text("楼层", "樓層", "Floor"),
        ("层", "所在楼层", "所在层", "层数", "楼层号", "floor", "storey", "level"),
        "", 20,
        _text("房号已含楼层时可留空。", "房號已含樓層時可留空。", "May be empty where the home's number has it."),
    ),
    Column(
        "unit", _text("房号", "房號", "Home"),
        ("房间", "房间号", "房间编号", "房间名称", "室号", "单元房号", "房屋", "房屋号", "户号", "户室", "室",
         "单位", "单位号", "unit", "flat", "room", "apartment", "door", "unit no", "flat no", "room no"),
        "1502", 80,
        _text("如：1502 或 2单元1502", "如：1502 或 15樓A室", "The flat within the building."),
    ),
    Column(
        "phase", _text("期", "期", "Phase"),
        ("期数", "分期", "期别", "第几期", "房产分期", "phase"),
        "", 20,
        _text("如：一期；可留空。", "如：一期；可留空。", "Such as 1. May be empty."),
    ),
    Column(
        "zone", _text("区", "區", "Zone"),
        ("分区", "片区", "区域", "园区", "组团", "苑", "区号", "zone", "area", "cluster"),
        "", 20,
        _text("如：A区；可留空。", "如：A區；可留空。", "Such as A. May be empty."),
    ),
    Column(
        "spot", _text("公共区域", "公共地方", "Public area"),
        ("公共位置", "公共部位", "public spot", "设施", "设备", "common area", "facility", "spot"),
        "", 80,
        _text("如：2号电梯、东门、地下车库", "如：2號電梯、東門、地下停車場", "A lift, a gate, the garage."),
    ),
    Column(
        "number", _text("门牌号", "門牌號", "Number as people say it"),
        ("房屋编号", "房产编号", "资产编号", "编号", "简称", "房号全称", "number", "short number", "address no"),
        "3-1502", 40,
        _text("业主平时怎么说，如 3-1502；可留空。", "業主平時怎樣說，如 3-1502；可留空。",
              "Such as 3-1502. May be empty."),
    ),
    Column(
        "name", _text("姓名", "姓名", "Resident"),
        ("业主姓名", "业主名称", "住户姓名", "住户名称", "业主", "住户", "客户姓名", "客户名称", "客户",
         "产权人", "户主", "户主姓名", "承租人", "联系人", "名字", "名称", "name", "owner name", "owner",
         "resident name", "tenant name", "customer name", "full name"),
        "陈美玲", 80,
        _text("住在这里的人；同一户多人请各占一行。", "住在這裏的人；同一戶多人請各佔一行。",
              "One row for each person of a home."),
    ),
    Column(
        "honorific", _text("称呼", "稱呼", "Form of address"),
        ("称谓", "尊称", "先生/女士", "title", "honorific", "salutation"),
        "女士", 20,
        _text("先生、女士……", "先生、女士……", "Mr, Ms …"),
    ),
    Column(
        "phone", _text("电话", "電話", "Phone"),
        ("手机", "手机号", "手机号码", "联系电话", "联系手机", "电话号码", "联系方式", "移动电话", "业主电话",
         "住户电话", "固话", "座机", "手提电话", "手提", "telephone", "mobile", "mobile number",
         "phone number", "contact", "contact number", "tel"),
        "13800002207", 40,
        _text("手机或座机", "手提或住宅電話", "Mobile or landline."),
    ),
    Column(
        "email", _text("电子邮箱", "電郵", "E-mail"),
        ("邮箱", "电子邮件", "email", "e-mail", "mail", "email address"),
        "", 254,
        _text("可留空。", "可留空。", "May be empty."),
    ),
    Column(
        "tenure", _text("身份", "身份", "Lives here as"),
        ("住户类型", "业主类型", "客户类型", "人员类型", "居住性质", "类型", "业主/租户", "与房屋关系",
         "与业主关系", "关系", "tenure", "resident type", "relation", "type"),
        "业主", 20,
        _text("业主、租户或家属；空白即业主。", "業主、租戶或家屬；空白即業主。",
              "Owner, tenant or family; empty means owner."),
    ),
    Column(
        "since_on", _text("入住日期", "入住日期", "Since"),
        ("入住时间", "起始日期", "入伙日期", "入伙时间", "收楼日期", "收房日期", "交付日期", "交房日期",
         "since", "move-in date", "moved in", "from"),
        "2019-05-01", 20,
        _text("如 2019-05-01；可留空。", "如 2019-05-01；可留空。", "Such as 2019-05-01. May be empty."),
    ),
    Column(
        "project", _text("项目", "項目", "Estate"),
        ("项目名称", "小区", "小区名称", "楼盘", "楼盘名称", "屋苑", "管理处", "社区", "project", "estate",
         "estate name"),
        "", 80,
        _text("一张表里有几个项目时才填。", "一張表裏有幾個項目時才填。", "Only where one list holds several estates."),
    ),
)  # fmt: skip


def plain(heading: str) -> str:
    """A heading in one shape: no capitals, marks or spaces, Simplified, without what stands in brackets."""
    text = folded(heading).replace("（", "(").split("(")[0]
    return "".join(character for character in text if character.isalnum())


def by_heading(columns: Iterable[Column]) -> Mapping[str, Column]:
    """Each column by all its headings, in one shape."""
    return {
        plain(name): column for column in columns for name in (column.code, *column.names.wordings(), *column.others)
    }


KNOWN = by_heading(COLUMNS)

#: An unknown heading that ends like one of these may tell homes apart: leaving it out could make two homes one.
_TELLS_HOMES_APART = ("单元", "楼层", "组团", "分区", "片区", "门洞", "分期", "梯号")


def may_tell_homes_apart(heading: str) -> bool:
    """Whether a heading that is no known column sounds as if homes differed by it."""
    return column_called(heading) is None and plain(heading).endswith(_TELLS_HOMES_APART)


def column_called(heading: str, known: Mapping[str, Column] = KNOWN) -> Column | None:
    """The column that a heading means, of a list of homes or of the `known` ones; None where it is another."""
    return known.get(plain(heading))
