"""Letters by e-mail, through the mail server of the settings (`HEED_MAIL`)."""

import smtplib
from contextlib import suppress
from threading import Event
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from heed.notices.transport import Letter, Lost, NeverSent, NotSent
from heed.process.words import N_

#: Where letters go without a mail server: to the log, and so to nobody.
NOWHERE = "django.core.mail.backends.console.EmailBackend"
LONGEST_ERROR = 300
_END = b"\r\n.\r\n"


class Mail:
    """E-mail by Django."""

    name = "mail"

    def reaches(self, address: str) -> bool:
        """Whether it is an e-mail address."""
        try:
            validate_email(address)
        except ValidationError:
            return False
        return True

    def send(self, letter: Letter) -> None:
        """Give the letter to the mail server. Whether it arrives, only its owner knows."""
        if settings.EMAIL_BACKEND == NOWHERE:
            raise NeverSent(N_("No mail server is set up."))
        connection = get_connection()
        try:
            connection.open()
        except Exception as problem:  # noqa: BLE001  # nothing has gone out yet, so nothing can be lost
            raise NotSent(_without(letter.address, problem)) from None
        has_ended = _watched(connection)
        message = EmailMessage(
            subject=letter.subject,
            body=letter.text,
            to=[letter.address],
            connection=connection,
            headers={
                "Message-ID": f"<{letter.id}>",
                "Content-Language": letter.language,
                "Auto-Submitted": "auto-generated",  # no holiday notes, please
            },
        )
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as problem:
            raise _refusal(problem) from None
        except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionResetError, BrokenPipeError) as problem:
            kind = Lost if has_ended.is_set() else NotSent
            raise kind(_without(letter.address, problem)) from None
        except Exception as problem:  # noqa: BLE001  # told on, without the address that it may hold
            raise NotSent(_without(letter.address, problem)) from None
        finally:
            with suppress(Exception):  # what was taken is taken, however the goodbye goes
                connection.close()


def _watched(connection: Any) -> Event:
    """Is set once the last byte of the letter has gone out: before that no mail server can have taken it."""
    ended, smtp = Event(), getattr(connection, "connection", None)
    if smtp is None:  # another way of sending: in doubt the letter was taken
        ended.set()
        return ended
    send = smtp.send

    def watched(data: Any) -> None:
        send(data)
        if isinstance(data, bytes) and data.endswith(_END):
            ended.set()

    smtp.send = watched
    return ended


def _refusal(problem: smtplib.SMTPRecipientsRefused) -> NotSent:
    """5xx is the mail server's word for never, 4xx for later."""
    codes = [code for code, _ in problem.recipients.values()]
    if codes and all(500 <= code < 600 for code in codes):
        return NeverSent(N_("The mail server does not accept this address."))
    return NotSent(f"The mail server refused the address for now ({', '.join(map(str, codes))}).")


def _without(address: str, problem: Exception) -> str:
    """The problem in words that can be recorded: its kind and what it says, without the address."""
    said = f"{type(problem).__name__}: {problem}"
    for part in (address, address.partition("@")[0]):
        said = said.replace(part, "…")
    return said[:LONGEST_ERROR]
