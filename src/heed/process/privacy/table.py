"""THE TABLE of personal data: every field of the records that can hold any, with its purpose and its end.

The page for administrators, the privacy notice of an estate and the retention run read it. A test fails when a model
gains a field that stands neither here nor among those that `clear` says are not personal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from heed.process.words import N_, Keeping

#: Fields by the name of their model.
Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Held:
    """One kind of personal data. The texts are message ids; `because` names the ground by which it may be kept."""

    code: str
    what: str
    purpose: str
    because: str
    seen_by: str
    keeping: Keeping
    erased: str
    fields: Fields = field(default_factory=dict)
    of_staff: bool = False


_CONTRACT = N_("Needed for the property service contract")
_CONSENT = N_("With consent, which may be withdrawn at any time")
_DUTY = N_("Legal duty")
_EMPTIED = N_("Words are emptied, files deleted; that this was done stays on record")
_DELETED = N_("Deleted")
_DESK = N_("The estate's desk; masked elsewhere, and every look in full is recorded")
_CASE = N_("Only those who handle the matter")

HELD: tuple[Held, ...] = (
    Held(
        "resident", N_("Name, telephone, e-mail, language"), N_("To reach you, and to know who lives where"),
        _CONTRACT, _DESK, Keeping.RESIDENTS, _EMPTIED,
        {
            "Person": ("name", "honorific", "phone", "email", "language"),
            "PersonKey": ("person", "kind", "key"), "PersonToIndex": ("person",),
        },
    ),
    Held(
        "home", N_("Your home, and since when"), N_("To find the place, and to answer for the right home"),
        _CONTRACT, _DESK, Keeping.RESIDENTS, _DELETED, {"Occupancy": ("person",)},
    ),
    Held(
        "care", N_("Needs in contact, special care and its reason, notes"), N_("To speak with you as you need it"),
        _CONSENT, N_("The desk and who comes to your door; the reason only at the desk"), Keeping.CONSENT, _DELETED,
        {"Person": ("call_time", "notes"), "Vulnerability": ("person", "reason")},
    ),
    Held(
        "representative", N_("Who speaks for you: name and telephone"), N_("To speak with the person you chose"),
        _CONSENT, _DESK, Keeping.CONSENT, _DELETED, {"Representative": ("person", "name", "phone")},
    ),
    Held(
        "contact", N_("Name, contact and home in a matter"), N_("To answer you and to come to the right door"),
        _CONTRACT, _DESK, Keeping.MATTERS, _EMPTIED,
        {"Complaint": ("person", "name", "contact", "unit", "organisation", "language")},
    ),
    Held(
        "matter", N_("What you told us, and what was done"), N_("To solve the matter, and to prove what was agreed"),
        _CONTRACT, _CASE, Keeping.MATTERS, _EMPTIED,
        {
            "Complaint": (
                "title", "content", "happened", "where", "hurt", "course", "about", "wants", "crux", "state_of_mind",
                "cause", "outside_reference", "authority_reference",
            ),
            "EntryContent": ("facts",),
            "Apology": ("words", "reason", "remedy"), "Assessment": ("reason",),
            "Approval": ("reason", "solution", "words"), "BodyCase": ("number", "reason", "appeal", "result"),
            "Order": ("work", "part", "reason", "result"), "Promise": ("words",),
            "Proposal": ("findings", "solution", "owner_words", "own_proposal"),
            "Summary": ("root_cause", "lesson", "prevention"), "Visit": ("owner_words",),
            "EarlyWarning": ("words",), "IncidentText": ("cause", "told"),
            "IncidentComplaint": ("reason", "out_reason"), "SearchText": ("text",), "SearchIndex": ("index",),
        },
    ),
    Held(
        "money", N_("Compensation agreed and paid"), N_("To pay, and to prove the payment"), _DUTY, _CASE,
        Keeping.MATTERS, N_("Words are emptied; sum and day stay for the accounts, as the accounting law asks"),
        {"Compensation": ("proof", "owner_words")},
    ),
    Held(
        "files", N_("Photos, recordings, letters, signatures"), N_("To see the damage and to prove what was agreed"),
        _CONTRACT, _CASE, Keeping.MATTERS, _EMPTIED, {"Attachment": ("file", "name")},
    ),
    Held(
        "talks", N_("Calls and visits at the counter"), N_("To answer missed calls, and to receive you well"),
        _CONTRACT, N_("The estate's desk and its superiors"), Keeping.TALKS, _EMPTIED,
        {
            "Call": ("person", "number", "about"), "CallBack": ("words",), "Reception": ("person", "about"),
            "Summons": (
                "reason", "name", "home", "matter", "contact", "happened", "where", "about", "wants", "outcome",
            ),
            "QualitySheet": ("words",), "GateNote": ("text",), "GateShift": ("words",),
        },
    ),
    Held(
        "held", N_("Reports that looked like spam and were refused, with their files"),
        N_("To look at what was reported before it is refused, and to answer for that"), _CONTRACT,
        N_("The estate's desk and its superiors"), Keeping.TALKS, _EMPTIED,
        {"HeldReport": ("facts",), "HeldFile": ("file", "name")},
    ),
    Held(
        "days", N_("Signing up to a reception day: name, home, contact, subject"),
        N_("To keep a seat for you, and to reach you"), _CONTRACT,
        N_("The estate's desk; masked, and every look in full is recorded"),
        Keeping.TALKS, _EMPTIED, {"SignUp": ("name", "unit", "contact", "about", "found_by")},
    ),
    Held(
        "surveys", N_("Your answers to surveys"), N_("To find what the estate can do better"), _CONSENT,
        N_("The director and the manager of the estate"), Keeping.RESIDENTS, _EMPTIED,
        {"SurveyInvitation": ("person", "follow_words"), "SurveyAnswer": ("words",)},
    ),
    Held(
        "old", N_("Complaints from lists before Heed"), N_("To know what happened before"), _CONTRACT,
        N_("Those who see the estate's complaints"), Keeping.OLD, _DELETED,
        {
            "OldComplaint": ("person", "reference", "home", "name", "content", "result", "text"),
            "OldSearchIndex": ("index",),
        },
    ),
    Held(
        "codes", N_("Codes sent to you, messages and how they went"), N_("To open your page to you alone"), _CONTRACT,
        N_("Those who look after messages"), Keeping.DAYS, _DELETED,
        {"OwnerCode": ("nonce",), "HomeCode": ("person", "nonce"), "HomeVisit": ("person",),
            "Notice": ("error", "tries"), "TryCount": ("key",), "KeptForm": ("fields",)},
    ),
    Held(
        "sign_in", N_("By which account at WeChat or LINE you sign in, where you chose to"),
        N_("To open your page without a code"), _CONSENT, N_("Nobody: it is kept in a form that cannot be read"),
        Keeping.CONSENT, _DELETED, {"HomeIdentity": ("person",)},
    ),
    Held(
        "rights", N_("Your consents and your requests about your data"), N_("To prove that your rights were kept"),
        _DUTY, N_("The director and the manager of the estate"), Keeping.RESIDENTS, _EMPTIED,
        {
            "Consent": ("person",), "HouseholdSight": ("whose", "reader"),
            "DataRequest": ("person", "asker_name", "words", "answer"),
            "LegalHold": ("person", "reason", "lifted_because"),
        },
    ),
    Held(
        "log", N_("Who looked at your contact, and when"), N_("To find misuse"), _DUTY,
        N_("Auditors and administrators"), Keeping.LOG, N_("Never: it names a number, not you"),
        {"AuditEvent": ("person", "address", "facts")},
    ),
    Held(
        "staff", N_("Name, contact and work of staff"), N_("To know who did what, and to notify the right person"),
        N_("Needed for the employment contract"), N_("Colleagues of the same estate, administrators"), Keeping.STAFF,
        N_("The account is closed; contacts are deleted"),
        {
            "Account": ("username", "name", "email", "phone", "password", "wishes"),
            "AccountSession": ("session_key", "session_data", "device", "provider"),
            "Absence": ("note",), "RotaSwap": ("reason", "answer"), "RotaChange": ("note",),
            "PrivacyNotice": ("contact_name", "contact_phone", "contact_email"),
        },
        of_staff=True,
    ),
)  # fmt: skip
BY_CODE = {held.code: held for held in HELD}
