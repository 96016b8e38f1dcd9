"""The store of sessions: each row names its account, so that sessions can be listed and ended."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core import signing
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from heed.config.session_keys import BEGAN, DEVICE, PROVIDER, WORKED
from heed.records.prepared import prepared

if TYPE_CHECKING:
    from heed.records.models import Account, AccountSession


#: What is read of each duty: what `queries.access` reads.
_OF_DUTY = ("role", "project_id", "department_id", "project__name")


class SessionStore(DatabaseStore):
    """Django's store, with the account and the times of a session in columns of their own.

    `account` is whom the row names, read with it; whether it is signed in, the session itself says.
    """

    account: "Account | None" = None

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        """Return the table."""
        from heed.records.models import AccountSession  # settings name this module before the tables

        return AccountSession

    def load(self) -> dict[str, Any]:
        """Return what the session holds while it lasts, and keep its account with its duties. One query.

        Where it has ended: nothing, and it gets a new key when it is saved.
        """
        found = _lasting(self.session_key, timezone.now()) if self.session_key else []
        if not found:
            self._session_key = None
            return {}
        data, *_rest = found[0]
        self.account = _account_of(found)
        return self.decode(data)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return what is in the text of a session; nothing where the signature is not ours."""
        try:
            held: dict[str, Any] = json.loads(_verified(session_data, self.key_salt))
        except signing.BadSignature:
            held = super().decode(session_data)  # which notes it
        return held

    def create_model_instance(self, data: Mapping[str, Any]) -> Any:
        """Return the row for what the session holds."""
        row: Any = super().create_model_instance(data)  # type: ignore[arg-type]
        row.account_id = data.get(SESSION_KEY)
        row.device, row.provider = data.get(DEVICE, ""), data.get(PROVIDER, "")
        row.began_at, row.worked_at = _instant(data.get(BEGAN)), _instant(data.get(WORKED))
        return row


class _JsonText:
    """A serializer that leaves JSON as it is."""

    def loads(self, data: bytes) -> str:
        return data.decode("latin-1")


@lru_cache(maxsize=4_096)
def _verified(session_data: bytes | str, salt: str) -> str:
    """The JSON in the text of a session, which is the same from one request to the next. Raises BadSignature."""
    text: str = signing.loads(session_data, salt=salt, serializer=_JsonText)  # type: ignore[arg-type]
    return text


@prepared
def _lasting(key: str, now: datetime) -> "QuerySet[AccountSession, tuple[Any, ...]]":
    from heed.records.models import AccountSession

    found = AccountSession.objects.filter(session_key=key, expire_date__gt=now).order_by("account__duties__pk")
    account = [f"account__{column}" for column in _columns()]
    return found.values_list("session_data", *account, *(f"account__duties__{fact}" for fact in _OF_DUTY))


@cache
def _columns() -> tuple[str, ...]:
    """The columns of an account, its key first."""
    from heed.records.models import Account

    return tuple(field.attname for field in Account._meta.concrete_fields)


def _account_of(found: list[tuple[Any, ...]]) -> "Account | None":
    """The account of a session with its duties, from a row for each duty, or one row where it has none."""
    from heed.records.models import Account

    columns = _columns()
    _data, *values = found[0]
    if values[0] is None:
        return None
    account = Account.from_db(connection.alias, columns, values[: len(columns)])
    account.duties_read = tuple(row[1 + len(columns) :] for row in found if row[-len(_OF_DUTY)] is not None)
    return account


def _instant(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
