"""Forms that were sent after the session had ended: kept for their account alone, for a day."""

from datetime import timedelta

from django.utils import timezone

from heed.insight.numbers import whole_number
from heed.records.models import Account, KeptForm

LIFE = timedelta(days=1)


def keep_form(account_id: int, path: str, fields: list[tuple[str, str]]) -> bool:
    """Keep what was typed into the form at this address; return False where there is no such open account."""
    now = timezone.now()
    if not Account.objects.filter(pk=account_id, is_active=True).exists():
        return False
    KeptForm.objects.update_or_create(account_id=account_id, path=path, defaults={"fields": fields, "at": now})
    return True


def kept_form_of(account: Account) -> KeptForm | None:
    """Return the newest form that is kept for the account."""
    return KeptForm.objects.filter(account=account, at__gte=timezone.now() - LIFE).order_by("-at").first()


def forget_form(account: Account, name: str) -> None:
    """Delete a kept form of the account, because it was sent again or is not wanted."""
    KeptForm.objects.filter(account=account, pk=whole_number(name) or 0).delete()
