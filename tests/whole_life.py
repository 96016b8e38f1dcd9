"""A complaint with a row in every sealed table."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from heed.actions.engine.sealing import seal
from heed.actions.record.erase import erase
from heed.process.words import Method, Responsibility, VisitOutcome
from heed.records.models import BodyCase, Complaint, Summary
from tests.world import World


def whole_life(world: World) -> Complaint:
    """A life with a row in every table: to the visit, with a photo, an approval, a pause, an accused, a body's case."""
    lodged = world.lodge(files=[SimpleUploadedFile("门刀.txt", b"a note on the door blade")])
    world.verify(lodged)
    world.make("ask_approval", lodged, subject="propose", solution="更换门刀", money=Decimal(50), reason="赔偿")
    due_at = lodged.received_at + timedelta(hours=3)
    world.make("promise", lodged, words="我会在中午前回电", consent=True, due_at=due_at)
    world.make("investigate", lodged, account=world.lin)
    world.make("apologise", lodged, apology="很抱歉", method=Method.PHONE)
    world.make(
        "propose", lodged, findings="门刀漏换", responsibility=Responsibility.MANAGEMENT, solution="更换门刀",
        method=Method.PHONE, money=Decimal(50),
    )  # fmt: skip
    world.make("agree", lodged, owner_words="可以")
    world.order_done(lodged)
    world.make("pause", lodged, pause="awaiting_owner", reason="业主外出")
    world.make("resume", lodged, reason="业主回来了")
    world.make("complete", lodged, result="门刀已换", method=Method.PHONE)
    world.make(
        "visit", lodged, by=world.zhou, outcome=VisitOutcome.NOT_SOLVED, method=Method.PHONE, owner_words="又停了",
        rating_reception=4, rating_measures=2, rating_result=1,
    )  # fmt: skip
    lodged.accused.add(world.wang)
    now = timezone.now()
    Summary.objects.create(
        complaint=lodged, root_cause="门刀", lesson="先换件", prevention="季检", account=world.lin, at=now
    )
    BodyCase.objects.create(complaint=lodged, project=world.project, body="12345", number="A-1", due_at=now)
    erase(lodged, by=world.lin, reason="应业主要求", seqs=[2])
    seal(lodged)
    return lodged
