"""Roles, parties and what the records say of people, places and files."""

from heed.process.words.base import N_, Word


class Role(Word):
    """What a duty lets an account do (R150)."""

    RECEPTIONIST = "receptionist", N_("Receptionist")
    GUARD = "guard", N_("Guard")
    OPERATOR = "operator", N_("Operator")
    DEPARTMENT = "department", N_("Head of department")
    FOLLOW_UP = "follow_up", N_("Follow-up person")
    IN_CHARGE = "in_charge", N_("Person in charge")
    DIRECTOR = "director", N_("Customer-service director")
    MANAGER = "manager", N_("Project manager")
    REGIONAL = "regional", N_("Regional manager")
    CENTRE = "centre", N_("Company centre")
    ADMIN = "admin", N_("Administrator")
    AUDITOR = "auditor", N_("Auditor")


class Party(Word):
    """Who acts or gets notices besides the holders of a role."""

    OWNER = "owner", N_("Owner")
    CASE_OWNER = "case_owner", N_("Case owner")
    WORKER = "worker", N_("Person assigned")
    APPROVER = "approver", N_("Approver")
    REVIEWER = "reviewer", N_("Independent reviewer")
    SUPERIOR = "superior", N_("Superior")
    CLOCKWORK = "clockwork", N_("Heed")


class Line(Word):
    """Between whom a word of the timeline passed (R74)."""

    OWNER_CENTRE = "owner_centre", N_("Owner and centre")
    CENTRE_DEPARTMENT = "centre_department", N_("Centre and department")
    DEPARTMENT_OWNER = "department_owner", N_("Department and owner")
    INSIDE = "inside", N_("Internal")


#: The lines on which the owner hears from us, or we from the owner.
WITH_OWNER = (Line.OWNER_CENTRE, Line.DEPARTMENT_OWNER)


class Tenure(Word):
    """As what a person lives in a place."""

    OWNER = "owner", N_("Owner")
    TENANT = "tenant", N_("Tenant")
    FAMILY = "family", N_("Family")


class PlaceKind(Word):
    """What a place is."""

    BUILDING = "building", N_("Building")
    UNIT = "unit", N_("Unit")
    SPOT = "spot", N_("Public area")


class EstateKind(Word):
    """What stands on the grounds of a project."""

    HOMES = "homes", N_("Homes")
    OFFICES = "offices", N_("Offices")
    MIXED = "mixed", N_("Homes and offices")


class Currency(Word):
    """The currency in which a project pays; the codes are those of ISO 4217."""

    CNY = "CNY", N_("Renminbi (CNY)")
    HKD = "HKD", N_("Hong Kong dollar (HKD)")
    MOP = "MOP", N_("Macau pataca (MOP)")
    TWD = "TWD", N_("New Taiwan dollar (TWD)")
    SGD = "SGD", N_("Singapore dollar (SGD)")


class ConsentForm(Word):
    """How a person agreed that a representative speaks for them."""

    SIGNED = "signed", N_("In writing, signed")
    IN_PERSON = "in_person", N_("In person")
    PHONE = "phone", N_("By telephone")
    MESSAGE = "message", N_("By message")


class ActorKind(Word):
    """Who made an entry."""

    STAFF = "staff", N_("Staff")
    OWNER = "owner", N_("Owner")
    CLOCKWORK = "clockwork", N_("Heed")


class FileKind(Word):
    """What an attachment is."""

    FILE = "file", N_("File")
    PHOTO = "photo", N_("Photo")
    BEFORE = "before", N_("Before")
    AFTER = "after", N_("After")
    LETTER = "letter", N_("Letter")
    SIGNATURE = "signature", N_("Signature")
    AUDIO = "audio", N_("Recording")
    VIDEO = "video", N_("Video")
