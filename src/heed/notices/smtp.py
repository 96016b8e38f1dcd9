"""Django's way to a mail server, with a limit for the whole exchange."""

import smtplib
from functools import partial
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

from heed.notices.time_limit import TimeLimit

WHOLE_LETTER = 60
"""Seconds from the connection to the last answer of the server."""


class TimedBackend(EmailBackend):
    """Sends by SMTP; hangs up on a server that answers byte by byte."""

    _limit = TimeLimit(WHOLE_LETTER)

    @property
    def connection_class(self) -> Any:
        """What connects: plainly, or by TLS from the start."""
        return partial(_TimedSMTPS if self.use_ssl else _TimedSMTP, limit=self._limit)

    def open(self) -> bool | None:
        """Connect where there is no connection yet; the limit begins."""
        if self.connection:
            return False
        self._limit = TimeLimit(WHOLE_LETTER)
        try:
            return super().open()
        except BaseException:
            self._limit.end()
            raise

    def close(self) -> None:
        """Say goodbye, and end the limit."""
        try:
            super().close()
        finally:
            self._limit.end()


class _TimedSMTP(smtplib.SMTP):
    def __init__(self, *given: Any, limit: TimeLimit, **named: Any) -> None:
        self._limit = limit  # the constructor connects
        super().__init__(*given, **named)

    def _get_socket(self, *where: Any) -> Any:
        return self._limit.watch(super()._get_socket(*where))  # type: ignore[misc]  # the stubs leave it out


class _TimedSMTPS(smtplib.SMTP_SSL, _TimedSMTP):
    """The same by TLS: the socket is watched before it is wrapped."""
