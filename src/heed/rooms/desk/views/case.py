"""A complaint that is still at the desk: read back, settle on the spot, promise, or hand over (R50 to R55, R69)."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heed.coach import Coach, advice
from heed.queries.access import may_read_reason, may_reveal
from heed.queries.complaints.case import is_in_danger, is_said_safe, missing_facts
from heed.queries.complaints.case_rows import open_promise
from heed.queries.policies import current_policy
from heed.queries.reception import Meeting, current_meeting
from heed.queries.residents.care import Care, care_of
from heed.queries.setup_access import setup_access_of
from heed.records.models import Account, Complaint
from heed.rooms.desk.danger_forms import brought_from
from heed.rooms.desk.knowledge import answers
from heed.rooms.desk.number import number_message_of
from heed.rooms.desk.steps import (
    DeskStep,
    facts_for_coach,
    may_be_promised,
    quick_times,
    step_of,
    steps_after_reading_back,
)
from heed.rooms.desk.views.context import case_at_desk, desks_of, queue
from heed.rooms.desk.views.page import chosen_project, meeting_context
from heed.ui.names import category_name, level_name, policy_for
from heed.ui.qr import square
from heed.ui.requests import account_of


@login_required
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The complaint at the desk, with the step that comes next."""
    account = account_of(request)
    complaint = case_at_desk(account, number)
    if is_in_danger(complaint):
        return redirect("desk:danger", number=complaint.number)
    name = step_of(complaint, request.GET.get("step", ""))
    meeting = _meeting(account, complaint)
    facts = facts_for_coach(complaint, account, meeting, timezone.now(), name)
    step = DeskStep(complaint, name, account, facts, number=getattr(meeting, "number", "")) if name else None
    return case_page(request, account, complaint, meeting, step, Coach(facts))


@login_required
def make(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """Execute the move of this step; refusals are shown at their fields. A GET (a reload) shows the step."""
    if request.method != "POST":
        return redirect(f"{reverse('desk:case', kwargs={'number': number})}?step={step}")
    account = account_of(request)
    complaint = case_at_desk(account, number)
    meeting = _meeting(account, complaint)
    facts = facts_for_coach(complaint, account, meeting, timezone.now(), step)
    given = DeskStep(complaint, step, account, facts, request.POST.dict(), request.FILES)
    attempt = given.attempt()
    if attempt.complaint is None:
        return case_page(request, account, complaint, meeting, given, Coach(facts), attempt.status)
    following = request.POST.get("next", "")
    known = following in [row.name for row in steps_after_reading_back(complaint)]
    address = reverse("desk:case", kwargs={"number": complaint.number})
    return redirect(f"{address}?step={following}" if known else address)


@login_required
@require_POST
def advise(request: HttpRequest) -> HttpResponse:
    """Advice on the words being typed (R63, R64, R69)."""
    desks_of(account_of(request))
    words = " ".join(request.POST.get(name, "") for name in ("words", "solution", "restated", "apology"))
    calm = current_policy().manners.calm_may_be_asked
    said = advice(words, promise=bool(request.POST.get("words")), calm_may_be_asked=calm)
    return render(request, "desk/parts/advice.html", {"advice": said})


@login_required
@require_GET
def knowledge(request: HttpRequest) -> HttpResponse:
    """What the desk can look up while the owner waits for an answer (R47)."""
    account = account_of(request)
    project = chosen_project(request, desks_of(account))
    asked = request.GET.get("q", "")[:120]
    context = {
        "answers": answers(project, current_policy(), account, asked, timezone.now()),
        "q": asked,
        "project": project,
        "library_url": reverse("setup:library") if setup_access_of(account).enters else "",
    }
    part = request.headers.get("HX-Request")
    return render(request, "desk/parts/answers.html" if part else "desk/knowledge.html", context)


def _meeting(account: Account, complaint: Complaint) -> Meeting | None:
    meeting = current_meeting(account)
    return meeting if meeting is not None and meeting.complaint_id == complaint.pk else None


def _for_the_owner(complaint: Complaint) -> dict[str, object]:
    """What the owner is given with the number: the message, and a QR code of the page where it is entered.

    No QR code where no message reaches the contact: the code for that page would not arrive.
    """
    message = number_message_of(complaint)
    if message is None or message.way is None:
        return {"number_message": message}
    find = reverse("portal:find", kwargs={"slug": complaint.project.slug})
    address = f"{settings.HEED_URL}{find}?{urlencode({'number': complaint.number})}"
    return {"number_message": message, "find_address": address, "find_square": _square_kept(address)}


@lru_cache(maxsize=256)
def _square_kept(address: str) -> SafeString:
    """The QR code, kept as drawing it is half of what the page costs; the address holds the number and no secret."""
    return square(address)


def _care(complaint: Complaint, account: Account) -> Care | None:
    """The owner's needs in contact; None where the account's duties do not require them."""
    if complaint.person_id is None or not may_reveal(account, complaint):
        return None
    return care_of(complaint.person_id, reads_reason=may_read_reason(account, complaint))


def case_page(
    request: HttpRequest,
    account: Account,
    complaint: Complaint,
    meeting: Meeting | None,
    step: DeskStep | None,
    coach: Coach,
    status: int = 200,
    *,
    is_leaving: bool = False,
) -> HttpResponse:
    """The page of a complaint at the desk; `is_leaving`: its words are not recorded and the visit or call would end."""
    policy = policy_for(complaint)
    context = queue(desks_of(account)) | meeting_context(account, meeting) | {
        "complaint": complaint, "step": step, "form": step.form if step else None, "coach": coach,
        "category": category_name(policy, complaint.category), "level": level_name(policy, complaint.level),
        "missing": missing_facts(complaint), "times": quick_times(complaint, timezone.now()) if step else [],
        "chosen_step": request.POST.get("next") or request.GET.get("step", ""),
        "after_steps": [(row.name, _(row.label)) for row in steps_after_reading_back(complaint)],
        "may_be_promised": may_be_promised(complaint), "is_leaving": is_leaving, "care": _care(complaint, account),
        "promise": open_promise(complaint), "said_safe": complaint.is_open and is_said_safe(complaint),
        "carried": brought_from(complaint), "files_lost": status != 200 and bool(request.FILES),
    } | (_for_the_owner(complaint) if step is None else {})  # fmt: skip
    return render(request, "desk/case.html", context, status=status)
