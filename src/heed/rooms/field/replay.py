"""Steps made without a network, sent when it is back: each once, in its order, and checked by the workflow (R67)."""

from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from heed.actions.engine.offline import OfflineMove
from heed.move_forms.form import MoveForm
from heed.process.facts import ORDER
from heed.queries.actor import staff
from heed.queries.orders.fieldwork import is_recorded, order_for
from heed.records.models import Account, Order
from heed.rooms.field.steps import STEPS

#: Longer names of a step than any telephone makes up.
LONGEST_KEY = 80


@never_cache
@require_safe
def who(request: HttpRequest) -> JsonResponse:
    """Who is signed in here, as a number, and the token that a replay is sent with; 401 where no account is."""
    if not isinstance(request.user, Account):
        return JsonResponse({}, status=401)
    return JsonResponse({"account": request.user.pk, "token": get_token(request)})


@never_cache
@require_POST
def replay(request: HttpRequest) -> JsonResponse:
    """Make one step: `key`, `move`, `order`, `made_at` (ISO) and what the step's form asks.

    200 made, now or before with this key; 409 or 422 refused, with the reasons in `said`; 401 not signed in;
    404 where the order is not theirs any more.
    """
    if not isinstance(request.user, Account):
        return JsonResponse({}, status=401)
    account, posted = request.user, request.POST
    order = _order(account, posted.get("order", ""))
    later = _later(account, posted.get("key", ""), posted.get("made_at", ""))
    if order is None or posted.get("move") not in STEPS:
        return JsonResponse({"said": [_("This work order is no longer yours.")]}, status=404)
    if later is None:
        return JsonResponse({"said": [_("This step does not say when it was done.")]}, status=422)
    if is_recorded(order, later.key):  # and the answer was lost
        return JsonResponse({"made": True})
    typed = posted.copy()
    typed.pop("version", None)  # the step was made without a page: only the workflow decides
    form = MoveForm(order.complaint, posted["move"], staff(account), typed, request.FILES)
    attempt = form.attempt(later)
    if attempt.complaint is not None:
        return JsonResponse({"made": True})
    return JsonResponse({"said": _said(form)}, status=attempt.status)


def _order(account: Account, key: str) -> Order | None:
    return order_for(account, int(key)) if key.isascii() and key.isdigit() and len(key) < 19 else None


def _later(account: Account, key: str, made_at: str) -> OfflineMove | None:
    """When the step was made; the key includes the account, so that no account reaches the step of another."""
    try:
        at: datetime | None = parse_datetime(made_at)
    except ValueError:
        at = None
    if at is None or at.utcoffset() is None or not 0 < len(key) <= LONGEST_KEY:
        return None
    return OfflineMove(sha256(f"{account.pk}:{key}".encode()).hexdigest(), at)


def _said(form: MoveForm) -> list[str]:
    """Every reason once, with the field that it is about."""
    found: dict[str, None] = {}
    for name, errors in form.errors.items():
        if name == ORDER.name:  # the only one there is to choose, and it cannot be
            found[_("This step is no longer possible for this work order.")] = None
            continue
        label = form.fields[name].label if name in form.fields else ""
        found |= dict.fromkeys(f"{label}{_(': ')}{error}" if label else str(error) for error in errors)
    return list(found)
