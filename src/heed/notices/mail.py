"""Sending messages by e-mail, through the mail server of the settings (`HEED_MAIL`)."""

import smtplib
from contextlib import suppress
from threading import Event
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from heed.config.environment import NO_MAIL_SERVER
from heed.notices.transport import AnswerLost, Message, SendFailed, Undeliverable
from heed.process.words import N_

LONGEST_ERROR = 300
ADDRESS_REFUSED = N_("The mail server does not accept this address.")
_END = b"\r\n.\r\n"


class Mail:
    """E-mail by Django."""

    name = "mail"

    def reaches(self, address: str) -> bool:
        """Return whether it is an e-mail address."""
        try:
            validate_email(address)
        except ValidationError:
            return False
        return True

    def send(self, message: Message) -> None:
        """Pass the message to the mail server; whether it arrives in the mailbox is not known here."""
        if settings.EMAIL_BACKEND == NO_MAIL_SERVER:
            raise Undeliverable(N_("No mail server is set up."))
        connection = get_connection()
        try:
            connection.open()
        except Exception as problem:  # noqa: BLE001  # nothing has been sent yet, so nothing can be lost
            raise SendFailed(_without(message.address, problem)) from None
        has_ended = _watched(connection)
        email = EmailMessage(
            subject=message.subject,
            body=message.text,
            to=[message.address],
            connection=connection,
            headers={
                "Message-ID": f"<{message.id}>",
                "Content-Language": message.language,
                "Auto-Submitted": "auto-generated",  # asks for no automatic replies
            },
        )
        for file in message.files:
            email.attach(file.name, file.content, file.mime)
        try:
            email.send()
        except smtplib.SMTPRecipientsRefused as problem:
            raise _refusal(problem) from None
        except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionResetError, BrokenPipeError) as problem:
            kind = AnswerLost if has_ended.is_set() else SendFailed
            raise kind(_without(message.address, problem)) from None
        except Exception as problem:  # noqa: BLE001  # raised again, without the address that it may contain
            raise SendFailed(_without(message.address, problem)) from None
        finally:
            with suppress(Exception):  # the message is accepted, whatever happens on closing
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


def _refusal(problem: smtplib.SMTPRecipientsRefused) -> SendFailed:
    """Return the error for refused recipients: for good with a 5xx code, for now with a 4xx code."""
    codes = [code for code, _ in problem.recipients.values()]
    if codes and all(500 <= code < 600 for code in codes):
        return Undeliverable(ADDRESS_REFUSED)
    return SendFailed(f"The mail server refused the address for now ({', '.join(map(str, codes))}).")


def _without(address: str, problem: Exception) -> str:
    """Return the error as it may be recorded: its type and text, without the address."""
    text = f"{type(problem).__name__}: {problem}"
    for part in (address, address.partition("@")[0]):
        text = text.replace(part, "…")
    return text[:LONGEST_ERROR]
