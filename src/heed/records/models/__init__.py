"""Every table, by its noun."""

from heed.records.models.absence import Absence
from heed.records.models.announcement import AnnouncementVersion, ComplaintAnnouncement
from heed.records.models.answer import Answer
from heed.records.models.approval import Approval
from heed.records.models.assessment import Assessment
from heed.records.models.attachment import Attachment
from heed.records.models.audit import AuditEvent
from heed.records.models.body_case import BodyCase
from heed.records.models.bulletin import Bulletin, BulletinRead
from heed.records.models.calendar import Calendar
from heed.records.models.checkpoint import Checkpoint, CheckpointCopy
from heed.records.models.clock import Clock, ClockEvent
from heed.records.models.compensation import Compensation
from heed.records.models.complaint import Complaint, DayNumber
from heed.records.models.demand import ProjectDemand
from heed.records.models.entry import Entry, EntryContent, Erasure
from heed.records.models.export_job import ExportJob
from heed.records.models.gate import GateNote, GateShift
from heed.records.models.held_report import HeldFile, HeldReport
from heed.records.models.hold import Hold, Pulse
from heed.records.models.incident import Incident, IncidentComplaint, IncidentText
from heed.records.models.month_report import MonthReport, MonthToReport
from heed.records.models.notice import Notice
from heed.records.models.old_complaint import OldComplaint, OldList
from heed.records.models.order import Order
from heed.records.models.order_link import OrderLink
from heed.records.models.owner_access import OwnerCode, TryCount
from heed.records.models.owner_home import HomeCode, HomeIdentity, HomeVisit, HouseholdSight
from heed.records.models.person import Occupancy, Person, Representative, Vulnerability
from heed.records.models.place import Place, Project, ProjectMonth
from heed.records.models.place_code import PlaceCode
from heed.records.models.policy import PolicyVersion
from heed.records.models.privacy import Consent, DataRequest, LegalHold, PrivacyNotice
from heed.records.models.procedure import Procedure, ProcedureReading, ProcedureVersion
from heed.records.models.promise import Apology, Promise, Proposal
from heed.records.models.quality import QualityMark, QualitySheet
from heed.records.models.queue import Queue, QueueCounts, Snooze
from heed.records.models.reception import Call, CallBack, Reception, Summons
from heed.records.models.reception_day import DayChange, DayMatter, ReceptionDay, SignUp
from heed.records.models.region import Region
from heed.records.models.released import ReleasedPhoto
from heed.records.models.report_schedule import ReportSchedule, ReportSending
from heed.records.models.robot import Phrase, Robot
from heed.records.models.rota import RotaChange, RotaShift, RotaSwap
from heed.records.models.search import OldSearchIndex, PersonKey, PersonToIndex, SearchIndex, SearchText
from heed.records.models.session import AccountSession, KeptForm
from heed.records.models.staff import Account, Department, Duty, RegionalDuty
from heed.records.models.summary import Summary
from heed.records.models.survey import Survey, SurveyAnswer, SurveyInvitation, SurveyQuestion
from heed.records.models.tally import ComplaintMonth, ComplaintToTally, Tally
from heed.records.models.triage import LearnedModel, LearningRun, TriageSuggestion, TriageTally
from heed.records.models.visit import Visit
from heed.records.models.warning import ComplaintToWatch, EarlyWarning

__all__ = [
    "Absence",
    "Account",
    "AccountSession",
    "AnnouncementVersion",
    "Answer",
    "Apology",
    "Approval",
    "Assessment",
    "Attachment",
    "AuditEvent",
    "BodyCase",
    "Bulletin",
    "BulletinRead",
    "Calendar",
    "Call",
    "CallBack",
    "Checkpoint",
    "CheckpointCopy",
    "Clock",
    "ClockEvent",
    "Compensation",
    "Complaint",
    "ComplaintAnnouncement",
    "ComplaintMonth",
    "ComplaintToTally",
    "ComplaintToWatch",
    "Consent",
    "DataRequest",
    "DayChange",
    "DayMatter",
    "DayNumber",
    "Department",
    "Duty",
    "EarlyWarning",
    "Entry",
    "EntryContent",
    "Erasure",
    "ExportJob",
    "GateNote",
    "GateShift",
    "HeldFile",
    "HeldReport",
    "Hold",
    "HomeCode",
    "HomeIdentity",
    "HomeVisit",
    "HouseholdSight",
    "Incident",
    "IncidentComplaint",
    "IncidentText",
    "KeptForm",
    "LearnedModel",
    "LearningRun",
    "LegalHold",
    "MonthReport",
    "MonthToReport",
    "Notice",
    "Occupancy",
    "OldComplaint",
    "OldList",
    "OldSearchIndex",
    "Order",
    "OrderLink",
    "OwnerCode",
    "Person",
    "PersonKey",
    "PersonToIndex",
    "Phrase",
    "Place",
    "PlaceCode",
    "PolicyVersion",
    "PrivacyNotice",
    "Procedure",
    "ProcedureReading",
    "ProcedureVersion",
    "Project",
    "ProjectDemand",
    "ProjectMonth",
    "Promise",
    "Proposal",
    "Pulse",
    "QualityMark",
    "QualitySheet",
    "Queue",
    "QueueCounts",
    "Reception",
    "ReceptionDay",
    "Region",
    "RegionalDuty",
    "ReleasedPhoto",
    "ReportSchedule",
    "ReportSending",
    "Representative",
    "Robot",
    "RotaChange",
    "RotaShift",
    "RotaSwap",
    "SearchIndex",
    "SearchText",
    "SignUp",
    "Snooze",
    "Summary",
    "Summons",
    "Survey",
    "SurveyAnswer",
    "SurveyInvitation",
    "SurveyQuestion",
    "Tally",
    "TriageSuggestion",
    "TriageTally",
    "TryCount",
    "Visit",
    "Vulnerability",
]
