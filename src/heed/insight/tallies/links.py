"""The six links of a service centre and the goals of its company, each with the indicator by which it is seen.

R147 names the links, R148 the goals.
"""

from dataclasses import dataclass

from heed.insight.tallies.columns import OPENABLE, ReportColumn
from heed.process.words import N_


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a goal: its name, what it asks, and the column that shows how it stands."""

    name: str
    asks: str
    column: ReportColumn


#: Shares that are good when they are low.
LOW_IS_GOOD = ("repeat_rate", "reopen_rate")
LINKS = (
    Link(N_("Information flow"), N_("Owners hear in time how their matter stands."), OPENABLE["informed_rate"]),
    Link(N_("Quick response"), N_("Owners get their answer within the time."), OPENABLE["answer_rate"]),
    Link(N_("Resource allocation"), N_("Departments take on the work within the time."), OPENABLE["accept_rate"]),
    Link(N_("Process management"), N_("The work is followed until it is finished in time."), OPENABLE["finish_rate"]),
    Link(N_("Closing feedback"), N_("Owners are asked whether it is solved."), OPENABLE["visit_rate"]),
    Link(N_("Continuous improvement"), N_("The same does not happen again."), OPENABLE["repeat_rate"]),
)
BRAND = Link(N_("Brand"), N_("Owners are satisfied."), OPENABLE["satisfied_rate"])
QUALITY = Link(N_("Quality assurance"), N_("It is done well the first time."), OPENABLE["first_rate"])
CONTROL = Link(N_("Control of projects"), N_("What was promised is done."), OPENABLE["promise_rate"])
WARNING = Link(N_("Early warning"), N_("Several homes complain of the same."), OPENABLE["group"])
GOALS = (BRAND, QUALITY, CONTROL, WARNING)
