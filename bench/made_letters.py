"""Printed letters that were never written, as a telephone photographs them: with what a reader should find in them.

Names, homes, numbers and days are made up from the seed, also those that are not the writer's; only the noise of the
photo is another each time.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bench.letter_sheet import MARGIN, PAGE, Sheet, photographed

TODAY = date(2026, 11, 30)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "建国 丽华 志强 美玲 小明 秀英 伟 芳 海燕 文博 雨桐 子涵 国栋 晓东 桂兰 佳怡 俊杰 思远 婷婷 永康".split()
_HANT_NAMES = "陳大文 李麗珍 黃志偉 張美儀 何家豪 梁詠詩 鄭國強 劉嘉欣".split()
_ENGLISH_NAMES = ("Chan Tai Man", "Mary Wong", "David Li", "Susan Cheung", "Peter Ho", "Grace Lam")
_MATTERS = (
    "自{day}起，小区地下车库的照明一直没有修好，晚上停车非常危险。我们多次拨打服务热线400-820-8820，每次都说会派人，但至今无人上门。",
    "{day}晚上8点左右，楼上{other}室再次漏水，卫生间吊顶已经发霉，木地板起鼓。请物业尽快联系楼上业主，并查明漏水的原因。",
    "3号电梯从上周三开始经常停在两层之间，{day}还困住了一位老人，前后等了四十分钟。请尽快安排检修，并公布检修结果。",
    "隔壁{other}室装修，早上六点半就开始敲墙，孩子无法休息。我于{day}向前台反映过，前台电话021-58881234一直无人接听。",
    "小区东门的保安对来访的亲友态度恶劣，{day}下午还发生了争吵。希望物业加强培训，并给我一个书面的答复。",
    "楼道里堆满了纸箱和电动车，消防通道被占用。{day}我已经告诉管家，至今没有清理。万一发生火灾，后果不堪设想。",
    "今年的物业费账单比去年多了326.50元，我看不懂是怎么算的。账单的日期是{day}，请给出明细和收费的依据。",
)
_HANT_MATTERS = (
    "自{day}起，本座升降機經常發生故障，長者上落十分不便。曾致電管理處2345 6789查詢，惟至今未有答覆。",
    "樓上{other}室天花漏水，本人睡房的牆身已經發霉。{day}管理員曾到場視察，其後再無消息，懇請盡快跟進。",
    "近日大堂清潔情況欠佳，垃圾房異味傳入走廊。{day}已向當值保安反映，情況未有改善。",
)
_ENGLISH_MATTERS = (
    "Since {day} the lift of our block has stopped between two floors again and again. I called the management office "
    "at 2345 6789 twice, and nobody has come back to me.",
    "Water drips from Flat {other} above us into my bathroom. Your officer looked at it on {day}, and we have heard "
    "nothing since. Please arrange a repair.",
)
_WISHES = (
    "请在七日之内书面答复。",
    "希望尽快得到处理，谢谢！",
    "请先修好，再谈赔偿。",
    "如不处理，我将向街道办事处反映。",
)


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A picture of a letter (JPEG), and what stands in it: `home` in its own words, `region` of its numbers."""

    picture: bytes
    name: str
    phone: str
    home: str
    on: date
    region: str
    layout: str


@dataclass(frozen=True, slots=True)
class _Writer:
    name: str
    phone: str  # in digits
    phone_written: str
    home: str
    on: date
    day_written: str


def made_letter(seed: int) -> MadeLetter:
    """The letter of this seed; layouts take turns."""
    chance = random.Random(seed)
    layouts: tuple[Callable[[random.Random, Sheet], tuple[_Writer, str]], ...] = (
        _prose, _table, _head, _foot, _prose, _traditional, _english, _foot, _head, _table,
    )  # fmt: skip
    layout = layouts[seed % len(layouts)]
    sheet = Sheet(chance)
    writer, region = layout(chance, sheet)
    picture = photographed(sheet.image, chance)
    return MadeLetter(picture, writer.name, writer.phone, writer.home, writer.on, region, layout.__name__.strip("_"))


def _prose(chance: random.Random, sheet: Sheet) -> tuple[_Writer, str]:
    """All in sentences; name and day at the end."""
    writer = _writer(chance)
    sheet.line(chance.choice(("投诉信", "关于物业服务的投诉", "情况反映")), "middle", 1.4)
    sheet.gap()
    sheet.line(chance.choice(("尊敬的翠湖苑物业服务中心：", "物业公司负责人：", "翠湖苑客服中心：")))
    said = chance.choice(
        (
            f"您好！我是贵小区{writer.home}的业主{writer.name}，联系电话{writer.phone_written}。",
            f"本人{writer.name}，家住{writer.home}，手机号{writer.phone_written}，现就以下问题向贵公司投诉。",
            f"我叫{writer.name}，住在{writer.home}，如需联系请拨打{writer.phone_written}。",
        )
    )
    sheet.paragraph(said)
    _matters(chance, sheet)
    sheet.line("　　此致")
    sheet.line("敬礼！")
    sheet.gap()
    sheet.line(chance.choice((writer.name, f"业主：{writer.name}", f"投诉人：{writer.name}")), "right")
    sheet.line(writer.day_written, "right")
    return writer, "CN"


def _table(chance: random.Random, sheet: Sheet) -> tuple[_Writer, str]:
    """A printed form with cells."""
    writer = _writer(chance)
    sheet.line(chance.choice(("业主投诉登记表", "业主意见反馈表", "投诉单")), "middle", 1.5)
    sheet.gap()
    wide = PAGE[0] - 2 * MARGIN
    name, phone = chance.choice(("姓名", "投诉人", "业主姓名")), chance.choice(("联系电话", "手机", "电话"))
    home, day = chance.choice(("房号", "住址", "房屋地址")), chance.choice(("填表日期", "日期"))
    rows = [[name, writer.name, phone, writer.phone_written], [home, writer.home, day, writer.day_written]]
    sheet.table(rows, [170, wide // 2 - 170, 170, wide - wide // 2 - 170])
    sheet.gap()
    sheet.line("投诉内容：")
    _matters(chance, sheet)
    sheet.line(f"受理电话：{chance.choice(('021-58881234', '400-820-8820'))}")
    return writer, "CN"


def _head(chance: random.Random, sheet: Sheet) -> tuple[_Writer, str]:
    """The day at the right above, who writes in lines below it."""
    writer = _writer(chance)
    sheet.line(writer.day_written, "right")
    sheet.line("收件人：翠湖苑物业管理处　021-58881234")
    sheet.line(f"{chance.choice(('发件人', '投诉人', '来信人'))}：{writer.name}")
    sheet.line(f"{chance.choice(('房号', '地址', '住址'))}：{writer.home}")
    sheet.line(f"{chance.choice(('电话', '联系方式', '手机'))}：{writer.phone_written}")
    sheet.line(f"主题：{chance.choice(('关于漏水的投诉', '关于电梯的投诉', '关于安保服务的意见'))}")
    sheet.gap()
    _matters(chance, sheet)
    sheet.line(f"{writer.name}　敬上", "right")
    return writer, "CN"


def _foot(chance: random.Random, sheet: Sheet) -> tuple[_Writer, str]:
    """Who writes stands below the text."""
    writer = _writer(chance)
    sheet.line("致：翠湖苑物业服务中心")
    sheet.gap()
    _matters(chance, sheet)
    sheet.gap()
    if chance.random() < 0.5:
        sheet.line(f"投诉人：{writer.name}　　联系电话：{writer.phone_written}")
        sheet.line(f"房号：{writer.home}　　日期：{writer.day_written}")
    else:
        for text in (writer.name, writer.home, f"电话 {writer.phone_written}", writer.day_written):
            sheet.line(text, "right")
    return writer, "CN"


def _traditional(chance: random.Random, sheet: Sheet) -> tuple[_Writer, str]:
    """A letter of Hong Kong in Traditional characters."""
    on = _day(chance)
    digits = f"{chance.choice('569')}{chance.randint(0, 9_999_999):07}"
    home = f"第{chance.randint(1, 9)}座{(floor := chance.randint(2, 38))}樓{floor}{chance.randint(1, 8):02}室"
    written = chance.choice((_chinese_day(on), f"{on.year}年{on.month}月{on.day}日"))
    writer = _Writer(chance.choice(_HANT_NAMES), digits, f"{digits[:4]} {digits[4:]}", home, on, written)
    sheet.line("翠湖苑管理處：")
    sheet.paragraph(f"本人{writer.name}為{writer.home}業主，聯絡電話{writer.phone_written}，現就以下事宜作出投訴。")
    for matter in chance.sample(_HANT_MATTERS, 2):
        sheet.paragraph(_filled(matter, chance))
    sheet.line("此致")
    sheet.gap()
    sheet.line(f"業主 {writer.name} 謹啟", "right")
    sheet.line(writer.day_written, "right")
    return writer, "HK"


def _english(chance: random.Random, sheet: Sheet) -> tuple[_Writer, str]:
    """A letter of Hong Kong in English."""
    on = _day(chance)
    digits = f"{chance.choice('569')}{chance.randint(0, 9_999_999):07}"
    floor = chance.randint(2, 38)
    home = f"Flat {floor}{chance.randint(1, 8):02}, Block {chance.randint(1, 9)}"
    written = chance.choice((f"{on.day} {on:%B %Y}", f"{on:%B} {on.day}, {on.year}"))
    writer = _Writer(chance.choice(_ENGLISH_NAMES), digits, f"{digits[:4]} {digits[4:]}", home, on, written)
    head = (writer.home, "Lakeside Garden", f"Tel: {writer.phone_written}", "", writer.day_written, "")
    for text in (*head, "Dear Sir or Madam,"):
        sheet.line(text)
    for matter in chance.sample(_ENGLISH_MATTERS, 2):
        sheet.paragraph(_filled(matter, chance, english=True))
        sheet.gap()
    sheet.line("Yours faithfully,")
    sheet.gap()
    sheet.line(writer.name)
    return writer, "HK"


def _matters(chance: random.Random, sheet: Sheet) -> None:
    for matter in chance.sample(_MATTERS, chance.randint(2, 4)):
        sheet.paragraph(_filled(matter, chance))
    sheet.paragraph(chance.choice(_WISHES))


def _filled(matter: str, chance: random.Random, *, english: bool = False) -> str:
    """The text with a day before the letter's and a home that is not the writer's."""
    on = TODAY - timedelta(days=chance.randint(40, 120))
    chinese = chance.choice((f"{on.month}月{on.day}日", f"{on.year}年{on.month}月{on.day}日"))
    day = f"{on.day} {on:%B}" if english else chinese
    return matter.format(day=day, other=f"{chance.randint(2, 30)}0{chance.randint(1, 6)}")


def _writer(chance: random.Random) -> _Writer:
    on = _day(chance)
    digits = f"1{chance.choice('35789')}{chance.randint(0, 9)}{chance.randint(0, 99_999_999):08}"
    spaced = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    written = chance.choice((digits, digits, spaced, spaced.replace(" ", "-"), f"+86 {spaced}"))
    if chance.random() < 0.1:
        digits = f"021{chance.choice('56')}{chance.randint(0, 9_999_999):07}"
        written = f"{digits[:3]}-{digits[3:]}"
    plain = f"{on.year}年{on.month}月{on.day}日"
    filled_up = f"{on.year}年{on.month:02}月{on.day:02}日"
    dotted = f"{on.year}.{on.month}.{on.day}"
    day = chance.choice((plain, filled_up, f"{on:%Y-%m-%d}", f"{on:%Y/%m/%d}", dotted, _chinese_day(on)))
    return _Writer(chance.choice(_SURNAMES) + chance.choice(_GIVEN), digits, written, _home(chance), on, day)


def _home(chance: random.Random) -> str:
    building, unit, floor = chance.randint(1, 28), chance.randint(1, 4), chance.randint(1, 32)
    number = f"{floor}0{chance.randint(1, 6)}"
    return chance.choice(
        (
            f"{building}号楼{unit}单元{number}室", f"{building}栋{number}室", f"{building}幢{unit}单元{number}",
            f"{building}-{unit}-{number}", f"{building}-{number}", f"{chance.choice('ABCD')}座{number}",
            f"{building}号楼{number}",
        )
    )  # fmt: skip


def _day(chance: random.Random) -> date:
    return TODAY - timedelta(days=chance.randint(0, 30))


def _chinese_day(on: date) -> str:
    digits = "〇一二三四五六七八九"
    return f"{''.join(digits[int(digit)] for digit in str(on.year))}年{_spoken(on.month)}月{_spoken(on.day)}日"


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones] if ones else ''}"
