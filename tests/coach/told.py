"""What an owner told at the counter, as the coach knows it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from heed.coach import KnownFacts

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TOLD = KnownFacts(
    now=NOW, channel="visit", project="翠湖天地", speaker="周晓",
    name="陈美玲", honorific="女士", contact="13800002207", unit="3-1502",
    content="电梯又停在夹层。你们到底修没修？", happened="今天 13:40", where="3号楼", about="2号电梯", wants="彻底修好",
)  # fmt: skip
