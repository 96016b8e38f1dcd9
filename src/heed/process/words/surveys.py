"""What a survey of owners asks about, and how (R109)."""

from heed.process.words.base import N_, Word


class SurveyTopic(Word):
    """What a question is about: answers are compared by it, between estates and from year to year."""

    OVERALL = "overall", N_("Overall")
    RECEPTION = "reception", N_("Reception and attitude")
    COMPLAINTS = "complaints", N_("Handling of complaints")
    REPAIRS = "repairs", N_("Repairs and maintenance")
    SECURITY = "security", N_("Security and order")
    CLEANING = "cleaning", N_("Cleaning")
    GREENING = "greening", N_("Greening")
    FACILITIES = "facilities", N_("Lifts and shared facilities")
    FEES = "fees", N_("Fees and openness")
    COMMUNITY = "community", N_("Community life")


class QuestionKind(Word):
    """How a question is answered: by a mark from 1 to 5, or in words."""

    RATED = "rated", N_("Mark from 1 to 5")
    OPEN = "open", N_("In words")


class FollowUp(Word):
    """What became of an owner who asked to be contacted: a complaint was recorded, or a call settled it."""

    COMPLAINT = "complaint", N_("Recorded as a complaint")
    CALL = "call", N_("Called back")
