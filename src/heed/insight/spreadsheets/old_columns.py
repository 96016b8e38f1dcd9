"""The columns of a list of complaints from before Heed, and by which headings companies call them."""

from heed.insight.spreadsheets.columns import COLUMNS, Column, by_heading
from heed.process.policy.parts import Text


def _text(zh_hans: str, zh_hant: str, en: str) -> Text:
    return Text(zh_hans=zh_hans, zh_hant=zh_hant, en=en)


_OF_COMPLAINT = (
    Column(
        "received_on", _text("投诉日期", "投訴日期", "Date of complaint"),
        ("投诉时间", "受理日期", "受理时间", "登记日期", "登记时间", "接待日期", "接待时间", "来电日期", "来电时间",
         "反映时间", "报事时间", "日期", "时间", "date", "received", "received on", "complaint date"),
        "2023-05-01", 30,
        _text("必填，如 2023-05-01", "必填，如 2023-05-01", "Needed. Such as 2023-05-01."),
    ),
    Column(
        "content", _text("投诉内容", "投訴內容", "Complaint"),
        ("内容", "投诉事项", "事项", "事由", "问题描述", "诉求", "诉求内容", "反映内容", "反映问题", "报事内容",
         "详情", "主要内容", "content", "complaint", "description", "details"),
        "2号电梯又停在夹层", 5000,
        _text("必填，原文照抄。", "必填，照抄原文。", "Needed. As the old list has it."),
    ),
    Column(
        "category", _text("类别", "類別", "Category"),
        ("投诉类别", "投诉类型", "类型", "分类", "问题类别", "报事类别", "category", "kind", "type"),
        "电梯", 80,
        _text("原来的类别，可留空。", "原來的類別，可留空。", "As it was called then. May be empty."),
    ),
    Column(
        "result", _text("处理结果", "處理結果", "Result"),
        ("结果", "处理情况", "处理意见", "处理措施", "办理结果", "回复内容", "回访结果", "result",
         "outcome", "solution"),
        "更换门机，业主满意", 5000,
        _text("可留空。", "可留空。", "May be empty."),
    ),
    Column(
        "closed_on", _text("办结日期", "辦結日期", "Closed on"),
        ("办结时间", "完成日期", "完成时间", "处理日期", "处理时间", "关闭时间", "结案日期", "结案时间", "closed",
         "closed on", "closing date"),
        "2023-05-03", 30,
        _text("可留空。", "可留空。", "May be empty."),
    ),
    Column(
        "reference", _text("原编号", "原編號", "Old number"),
        ("编号", "投诉编号", "单号", "工单号", "工单编号", "登记号", "受理编号", "number",
         "reference", "case no", "no"),
        "TS-2023-0117", 40,
        _text("旧台账里的编号，可留空。", "舊台帳裏的編號，可留空。", "The number in the old list. May be empty."),
    ),
)  # fmt: skip
#: Columns of the list of homes that say where and who.
_SHARED = ("building", "stair", "floor", "unit", "phase", "zone", "spot", "name", "phone", "project")
_OF_HOME = tuple(column for column in COLUMNS if column.code in _SHARED)
OLD_COLUMNS = (*_OF_COMPLAINT, *_OF_HOME)
#: The complaint's own columns win: "编号" is the number of the complaint here, not of the home.
OLD_KNOWN = by_heading((*_OF_HOME, *_OF_COMPLAINT))
