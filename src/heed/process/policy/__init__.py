"""The policy: the company's settings as one validated, versioned document with a good default.

`default_policy()` is where a company begins; `problems(document)` says in words what is wrong with an edited one;
`differences(old, new)` shows what an edit changes. The document itself is `Policy`, and JSON keeps it exactly.
"""

from heed.process.policy.default import default_policy
from heed.process.policy.differences import PolicyChange, differences
from heed.process.policy.document import Policy
from heed.process.policy.emergencies import EmergencyNumber, EmergencyWords
from heed.process.policy.parts import Code, PolicyPart, Problem, Text
from heed.process.policy.problems import place_of, problems
from heed.process.policy.suggestion import LeafSuggestion
from heed.process.policy.terms import (
    ConflictTerms,
    ExemptionTerms,
    GroupTerms,
    HoldTerms,
    MannerTerms,
    OrderTerms,
    OutsideBody,
    PauseReason,
    PromiseTerms,
    PublicTerms,
    ReportTerms,
    RetentionTerms,
    ReviewTerms,
    StewardTerms,
    Telephone,
    VisitTerms,
    Windows,
)
from heed.process.policy.times import Clocks, ClockTimes, Ladder, LadderStep, Level, LevelTiming, Timing
from heed.process.policy.tree import Branch, Keywords, Leaf, PolicyDepartment
from heed.process.policy.warnings import WarningTerms

__all__ = [
    "Branch",
    "ClockTimes",
    "Clocks",
    "Code",
    "ConflictTerms",
    "EmergencyNumber",
    "EmergencyWords",
    "ExemptionTerms",
    "GroupTerms",
    "HoldTerms",
    "Keywords",
    "Ladder",
    "LadderStep",
    "Leaf",
    "LeafSuggestion",
    "Level",
    "LevelTiming",
    "MannerTerms",
    "OrderTerms",
    "OutsideBody",
    "PauseReason",
    "Policy",
    "PolicyChange",
    "PolicyDepartment",
    "PolicyPart",
    "Problem",
    "PromiseTerms",
    "PublicTerms",
    "ReportTerms",
    "RetentionTerms",
    "ReviewTerms",
    "StewardTerms",
    "Telephone",
    "Text",
    "Timing",
    "VisitTerms",
    "WarningTerms",
    "Windows",
    "default_policy",
    "differences",
    "place_of",
    "problems",
]
