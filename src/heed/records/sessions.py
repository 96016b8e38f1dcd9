"""The store of sessions: each row names its account, so that sessions can be listed and ended."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone

from heed.config.session_keys import BEGAN, DEVICE, PROVIDER, WORKED
from heed.records.prepared import prepared


class SessionStore(DatabaseStore):
    """Django's store, with the account and the times of a session in columns of their own."""

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        """Return the table."""
        from heed.records.models import AccountSession  # settings name this module before the tables

        return AccountSession

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        """Return the row of this session while it lasts; else None, and a new key when it is saved."""
        found = next(iter(_lasting(self.session_key, timezone.now())), None) if self.session_key else None
        if found is None:
            self._session_key = None
        return found

    def create_model_instance(self, data: Mapping[str, Any]) -> Any:
        """Return the row for what the session holds."""
        row: Any = super().create_model_instance(data)  # type: ignore[arg-type]
        row.account_id = data.get(SESSION_KEY)
        row.device, row.provider = data.get(DEVICE, ""), data.get(PROVIDER, "")
        row.began_at, row.worked_at = _instant(data.get(BEGAN)), _instant(data.get(WORKED))
        return row


@prepared
def _lasting(key: str, now: datetime) -> Any:
    from heed.records.models import AccountSession

    return AccountSession.objects.filter(session_key=key, expire_date__gt=now)


def _instant(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
