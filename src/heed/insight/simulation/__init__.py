"""The past again under another policy, other hours or another rota, while people act as they did (R55, R70, C2)."""

from heed.insight.simulation.manned import DutyWeek, weekly
from heed.insight.simulation.past import PastClock, PastStep, Verdict, times_under, verdict_on_record, verdict_under
from heed.insight.simulation.sums import HOURS_OF_WEEK, KindSums, Sums

__all__ = [
    "HOURS_OF_WEEK",
    "DutyWeek",
    "KindSums",
    "PastClock",
    "PastStep",
    "Sums",
    "Verdict",
    "times_under",
    "verdict_on_record",
    "verdict_under",
    "weekly",
]
