"""The ways out: what reaches whom, and what is said honestly where nothing does."""

import smtplib
from typing import Any

import pytest
from django.core import mail

from heed.config.environment import NO_MAIL_SERVER
from heed.notices import deliver, transport
from heed.notices import mail as heed_mail
from heed.notices.transport import AnswerLost, Message, SendFailed, Undeliverable
from heed.records.models import Notice
from heed.records.models.notice import OWNER_CHANNEL
from tests.world import MORNING, World

ADDRESS = "chen.meiling@example.org"
LETTER = Message("1-1-owner@heed.example", ADDRESS, "en", "Subject", "Text")


def owner_notice(world: World, **facts: Any) -> Notice:
    return world.lodge(**facts).notices.get(channel=OWNER_CHANNEL)


def test_an_owner_with_an_e_mail_address_is_written_to_in_their_language(world: World) -> None:
    notice = owner_notice(world, contact=f" {ADDRESS} ", language="zh-hant")
    deliver.send(notice)
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    assert letter.subject.startswith("我們收到了")
    assert letter.extra_headers["Message-ID"] == f"<{notice.key}@127.0.0.1>"
    assert letter.message()["Message-ID"] == f"<{notice.key}@127.0.0.1>"
    assert letter.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("contact", ["13800002207", "微信 chen2207", "chen@", "a b@example.org"])
def test_what_no_way_out_reaches_is_said_and_not_sent(world: World, contact: str) -> None:
    with pytest.raises(Undeliverable, match="cannot be sent yet"):
        deliver.send(owner_notice(world, contact=contact))
    assert mail.outbox == []


def test_an_address_that_was_erased_is_said_and_not_sent(world: World) -> None:
    notice = owner_notice(world, contact=ADDRESS)
    assert notice.complaint is not None
    notice.complaint.contact = ""
    with pytest.raises(Undeliverable, match="no contact address"):
        deliver.send(notice)


def test_without_a_mail_server_nothing_counts_as_sent(world: World, settings: Any, capsys: Any) -> None:
    settings.EMAIL_BACKEND = NO_MAIL_SERVER
    notice = owner_notice(world, contact=ADDRESS)
    with pytest.raises(Undeliverable, match="No mail server"):
        deliver.send(notice)
    assert notice.complaint is not None
    assert notice.complaint.secret not in capsys.readouterr().out


def test_the_demo_writes_to_nobody(world: World, settings: Any) -> None:
    settings.HEED_DEMO = True
    to_owner = owner_notice(world, contact=ADDRESS)
    deliver.send(to_owner)
    to_staff = Notice(about="record", channel="mail", account=world.zhou, key="k", made_at=MORNING)
    world.zhou.email = "zhou@example.org"
    with pytest.raises(Undeliverable, match="demo"):
        deliver.send(to_staff)
    assert mail.outbox == []


def test_a_channel_that_nobody_serves_is_said(world: World) -> None:
    notice = owner_notice(world, contact=ADDRESS)
    notice.channel = "pigeon"
    with pytest.raises(Undeliverable, match="channel"):
        deliver.send(notice)


def failing(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    def send(self: mail.EmailMessage, fail_silently: bool = False) -> int:
        raise problem

    monkeypatch.setattr(mail.EmailMessage, "send", send)


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"no such user chen.meiling")}), Undeliverable),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (450, b"mailbox of chen.meiling is busy")}), SendFailed),
        (smtplib.SMTPDataError(554, f"rejected: {ADDRESS}".encode()), SendFailed),
        (ConnectionRefusedError(111, "Connection refused"), SendFailed),
        (TimeoutError(f"no answer for {ADDRESS}"), AnswerLost),
        (smtplib.SMTPServerDisconnected(f"while {ADDRESS} was told"), AnswerLost),
    ],
)
def test_what_went_wrong_is_told_without_the_address(
    monkeypatch: pytest.MonkeyPatch, problem: Exception, kind: type[SendFailed]
) -> None:
    failing(monkeypatch, problem)
    with pytest.raises(SendFailed) as told:
        heed_mail.Mail().send(LETTER)
    assert type(told.value) is kind
    assert "chen" not in str(told.value)
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_a_new_way_out_is_one_class_and_one_call(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class TextMessages:
        name = "sms"

        def __init__(self) -> None:
            self.sent: list[Message] = []

        def reaches(self, address: str) -> bool:
            return address.isdigit()

        def send(self, letter: Message) -> None:
            self.sent.append(letter)

    monkeypatch.setattr(transport, "TRANSPORTS", list(transport.TRANSPORTS))
    earlier, later = TextMessages(), TextMessages()
    transport.register(earlier)
    transport.register(later)
    deliver.send(owner_notice(world))
    assert (len(earlier.sent), len(later.sent)) == (0, 1)
    assert later.sent[0].address == "13800002207"
