"""Robots: which there are, adding and changing one, and a test message that shows the other side's answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from heed.actions.engine.errors import Refused
from heed.actions.notices.robots import save_robot
from heed.notices.preview import send_test
from heed.process.robots import RobotKind
from heed.queries.notices.robots import robots
from heed.records.models import Robot
from heed.rooms.setup.notices.forms import RobotForm, shown_address
from heed.rooms.setup.requests import SetupRequest, require, setup_page
from heed.ui.ask_again import ask_again
from heed.ui.refusals import add_refusals


@setup_page
def listed(request: SetupRequest) -> HttpResponse:
    """Every robot, and the kinds that can be added."""
    require(request.may.reads)
    rows = [{"robot": robot, "kind": RobotKind(robot.kind), "address": shown_address(robot)} for robot in robots()]
    return render(request, "setup/notices/robots.html", {"rows": rows, "kinds": list(RobotKind), "may": request.may})


@setup_page
@never_cache
@sensitive_post_parameters("address", "secret")
@ask_again
def add(request: SetupRequest, kind: str) -> HttpResponse:
    """A new robot of this kind."""
    require(request.may.rules)
    if kind not in RobotKind._value2member_map_:
        raise Http404
    return _put(request, RobotForm(RobotKind(kind), None, request.POST if request.method == "POST" else None))


@setup_page
@never_cache
@sensitive_post_parameters("address", "secret")
@ask_again
def edit(request: SetupRequest, key: int) -> HttpResponse:
    """Other facts of a robot."""
    require(request.may.rules)
    robot = get_object_or_404(Robot, pk=key)
    return _put(request, RobotForm(RobotKind(robot.kind), robot, request.POST if request.method == "POST" else None))


@setup_page
@require_POST
@ask_again
def test(request: SetupRequest, key: int) -> HttpResponse:
    """Send a test message, and show what came back."""
    require(request.may.rules)
    robot = get_object_or_404(Robot, pk=key)
    kind = RobotKind(robot.kind)
    to = request.POST.get("to", "").strip()[:120]
    if kind.way and not to:
        tried = False, _("Enter the recipient: a telephone number, a user id or a tag.")
    else:
        tried = send_test(robot, to)
    return _drawn(request, RobotForm(kind, robot), tried=tried, to=to)


def _put(request: SetupRequest, form: RobotForm) -> HttpResponse:
    if not form.is_bound or not form.is_valid():
        return _drawn(request, form, status=422 if form.is_bound else 200)
    facts = form.cleaned_data
    try:
        robot = save_robot(form.robot, by=request.account, kind=form.kind.value, **facts)
    except Refused as refused:
        add_refusals(form, refused)
        return _drawn(request, form, status=409)
    messages.success(request, _("Saved. Send a test message to see whether it arrives."))
    return redirect("setup:robot", key=robot.pk)


def _drawn(
    request: SetupRequest, form: RobotForm, *, status: int = 200, tried: tuple[bool, str] | None = None, to: str = ""
) -> HttpResponse:
    context = {"form": form, "robot": form.robot, "kind": form.kind, "tried": tried, "to": to}
    return render(request, "setup/notices/robot.html", context, status=status)
