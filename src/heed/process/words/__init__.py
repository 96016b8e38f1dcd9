"""The words of the process: every code that a complaint, an order, a visit or a person on duty can carry.

Each word is a `StrEnum` member (its code, stored in the database) with a `label` (an English message id).
Nothing here decides anything; `moves` does.
"""

from heed.process.words.audit import AuditedData, AuditKind
from heed.process.words.base import N_, Word
from heed.process.words.bodies import BODY_CHANNELS, BodyEvent, BodyFinding
from heed.process.words.clocks import ClockEventKind, ClockKind, ClockOutcome, HoldReason
from heed.process.words.counter import CALLED_BACK, CallBackOutcome, Manner, NothingRecorded
from heed.process.words.facts import (
    Channel,
    Emotion,
    Harmed,
    Method,
    Nature,
    Origin,
    Remit,
    Responsibility,
    Validity,
    Wrong,
)
from heed.process.words.people import (
    ActorKind,
    ConsentForm,
    Currency,
    EstateKind,
    FileKind,
    Line,
    Party,
    PlaceKind,
    Role,
    Tenure,
)
from heed.process.words.reports import MonthState
from heed.process.words.rota import AbsenceReason, Handed, SwapState
from heed.process.words.stages import BEFORE_HANDLED, ENDED, OPEN, ROAD, Stage
from heed.process.words.work import (
    ORDER_DONE,
    ORDER_OPEN,
    ApprovalState,
    ApprovalSubject,
    ClosingCode,
    CompensationState,
    ConfirmedBy,
    Exemption,
    OrderState,
    PromisedWay,
    PromiseKind,
    PromiseState,
    Satisfaction,
    StaffVerdict,
    VisitOutcome,
)

__all__ = [
    "BEFORE_HANDLED",
    "BODY_CHANNELS",
    "CALLED_BACK",
    "ENDED",
    "N_",
    "OPEN",
    "ORDER_DONE",
    "ORDER_OPEN",
    "ROAD",
    "AbsenceReason",
    "ActorKind",
    "ApprovalState",
    "ApprovalSubject",
    "AuditKind",
    "AuditedData",
    "BodyEvent",
    "BodyFinding",
    "CallBackOutcome",
    "Channel",
    "ClockEventKind",
    "ClockKind",
    "ClockOutcome",
    "ClosingCode",
    "CompensationState",
    "ConfirmedBy",
    "ConsentForm",
    "Currency",
    "Emotion",
    "EstateKind",
    "Exemption",
    "FileKind",
    "Handed",
    "Harmed",
    "HoldReason",
    "Line",
    "Manner",
    "Method",
    "MonthState",
    "Nature",
    "NothingRecorded",
    "OrderState",
    "Origin",
    "Party",
    "PlaceKind",
    "PromiseKind",
    "PromiseState",
    "PromisedWay",
    "Remit",
    "Responsibility",
    "Role",
    "Satisfaction",
    "StaffVerdict",
    "Stage",
    "SwapState",
    "Tenure",
    "Validity",
    "VisitOutcome",
    "Word",
    "Wrong",
]
