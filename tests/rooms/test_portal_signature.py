"""An owner signs with a finger on the own page: for a solution, or for the result. It is optional and needs scripts."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect
from pypdf import PdfReader

from heed.process.moves import MOVES
from heed.process.words import FileKind, Stage
from heed.queries.record.integrity import verify_record
from heed.records.models import Attachment, Complaint
from tests.accessible import faults_of
from tests.photos import PNG
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DRAWN = f"data:image/png;base64,{b64encode(PNG).decode()}"
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def proposed(world: World) -> Complaint:
    complaint = world.verify(world.lodge(language="en", at=timezone.now() - timedelta(hours=2)))
    world.make("investigate", complaint, account=world.lin)
    return world.make(
        "propose", complaint, findings="灯管老化", responsibility="none", solution="今天换灯", method="phone"
    )


@pytest.fixture
def handled(world: World) -> Complaint:
    return world.to_handled(world.lodge(language="en", at=timezone.now() - timedelta(hours=2)))


def sent(complaint: Complaint, move: str, **typed: Any) -> Any:
    complaint.refresh_from_db()
    owner = Client()
    owner.cookies["heed_language"] = "en"
    answer = owner.post(f"/f/{complaint.secret}/{move}/", {"version": complaint.version, "key": KEY} | typed)
    complaint.refresh_from_db()
    return answer


def on_paper(client: Client, world: World, complaint: Complaint, paper: str) -> str:
    client.force_login(world.lin)
    answer = client.get(f"/complaints/{complaint.number}/print/{paper}")
    assert answer.status_code == 200
    if not paper.endswith(".pdf"):
        return answer.content.decode()
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


@pytest.mark.rule("R54")
def test_a_signature_for_the_result_stands_on_the_slip_and_in_the_case_file_and_is_sealed(
    client: Client, world: World, handled: Complaint
) -> None:
    assert sent(handled, "confirm", signature=DRAWN).status_code == 302
    signature = handled.attachments.get(kind=FileKind.SIGNATURE)
    assert (handled.stage, signature.entry.move, signature.mime) == (Stage.CLOSED, "confirm", "image/png")
    assert not verify_record(handled)
    assert "You confirmed that it is solved" in on_paper(client, world, handled, "sign-off.pdf")
    assert f"/files/{signature.pk}/" in on_paper(client, world, handled, "sign-off/")
    case = on_paper(client, world, handled, "case.pdf")  # in the language of its reader
    with translation.override("zh-hans"):
        assert f"{_(MOVES['confirm'].label)} · " in case
    page = Client().get(f"/f/{handled.secret}/").content.decode()
    assert f"/files/{signature.pk}/" not in page, "as at the desk, no page of the owner gives it away"
    Attachment.objects.filter(pk=signature.pk).update(sha256="0" * 64)
    assert verify_record(handled)


def test_a_signature_for_a_solution_does_not_pass_for_one_for_the_result(
    client: Client, world: World, proposed: Complaint
) -> None:
    assert sent(proposed, "agree", signature=DRAWN).status_code == 302
    assert proposed.attachments.get().entry.move == "agree"
    slip = on_paper(client, world, proposed, "sign-off.pdf")
    assert "You agreed to the solution" in slip
    assert slip.count("Owner's signature") == 2, "a line to sign on stays for the result"


def test_without_a_signature_all_is_as_it_was_and_a_broken_one_is_refused_in_words(proposed: Complaint) -> None:
    broken = sent(proposed, "agree", signature="data:image/png;base64,?", owner_words="好的")
    assert broken.status_code == 422
    assert "This signature could not be read. Please sign again." in broken.content.decode()
    assert "好的" in broken.content.decode()
    assert sent(proposed, "agree", signature="").status_code == 302
    assert not proposed.attachments.exists()


def test_staff_who_record_an_agreement_are_asked_for_no_signature(
    client: Client, world: World, proposed: Complaint
) -> None:
    client.force_login(world.lin)
    assert "data-signature" not in client.get(f"/complaints/{proposed.number}/agree/").content.decode()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_finger_signs_where_there_are_scripts_and_without_them_nothing_asks(
    chromium: Browser, live_server: Any, proposed: Complaint, width: int
) -> None:
    plain = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{live_server.url}/f/{proposed.secret}/agree/")
    expect(page.locator("canvas")).to_be_hidden()
    expect(page.get_by_text("Sign with your finger")).to_be_hidden()
    plain.close()
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/f/{proposed.secret}/agree/")
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 50)
    page.mouse.down()
    for step in range(10):
        page.mouse.move(box["x"] + 40 + step * 12, box["y"] + 50 + (step % 3) * 15)
    page.mouse.up()
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("form [type=submit]").click()
    expect(page.locator("[role=status]")).to_be_visible()
    context.close()
    assert proposed.attachments.get().kind == FileKind.SIGNATURE
