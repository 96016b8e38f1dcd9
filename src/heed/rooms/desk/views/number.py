"""Sending the owner the number and the link from the desk (R68)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.actions.complaints.owner_number import send_number
from heed.queries.clocks.holds import is_held
from heed.rooms.desk.number import number_message_of
from heed.rooms.desk.views.context import case_at_desk
from heed.ui.requests import account_of
from heed.ui.sent_twice import sent_key


@login_required
@require_POST
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Send the number and the link once, however often this form comes, and say what becomes of it."""
    account = account_of(request)
    complaint = case_at_desk(account, number)
    key = sent_key(request.POST.get("key", ""), [complaint.pk], [])
    if key is None:
        return HttpResponseBadRequest()
    message = number_message_of(complaint)
    facts = {"to": message.to if message else ""}
    if message is None or message.way is None:
        said = message.no_way if message else _("This owner gets no messages. Nothing was sent.")
        messages.warning(request, said)
    elif not send_number(complaint, key, by=account):
        messages.info(request, _("This message is on record already, and is not sent twice."))
    elif is_held():
        messages.warning(request, _("The message to %(to)s waits until Heed sends messages again.") % facts)
    else:
        messages.success(request, _("The number and the link will go out to %(to)s within a minute.") % facts)
    return redirect("desk:case", number=complaint.number)
