"""The questionnaire after the work: it is sent, and the owner answers (R90, R91)."""

from datetime import timedelta

from heed.actions.complaints.closing import record_visit, solved_by_owner
from heed.actions.engine.change import Change
from heed.actions.engine.execute import action
from heed.process.facts import OUTCOME
from heed.process.words import Method, Role, VisitOutcome
from heed.queries.staff.duties import holders


@action("send_questionnaire")
def send_questionnaire(change: Change) -> None:
    """Send the questions with the owner's link; the time for a call begins when the days to answer are over."""
    days = change.case.policy.visits.questionnaire_days
    change.columns["questionnaire_until"] = change.at + timedelta(days=days)


@action("answer_questionnaire")
def answer_questionnaire(change: Change) -> None:
    """The owner's marks and verdict; who is not satisfied begins the next round, and the director is told (R66)."""
    outcome = VisitOutcome(change.text(OUTCOME.name))
    record_visit(change, outcome, Method.QUESTIONNAIRE, with_marks=True)
    change.columns["owner_verdict"] = outcome
    if outcome is VisitOutcome.SATISFIED:
        solved_by_owner(change)
    else:
        change.notify += holders([Role.DIRECTOR], change.complaint.project_id)
