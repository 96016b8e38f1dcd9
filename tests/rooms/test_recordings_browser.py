"""A recording plays in a real browser, and seeking in it works: the browser asks for parts and gets them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.rooms.test_complaint_browser import enter
from tests.rooms.test_complaint_recordings import wav
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

SEEK = """async audio => {
    const once = name => new Promise(done => audio.addEventListener(name, done, { once: true }));
    if (!audio.readyState) await once("loadedmetadata");
    const sought = once("seeked");
    audio.currentTime = 45;
    await sought;
    return [audio.duration, audio.currentTime, audio.error];
}"""


@pytest.mark.rule("R14")
def test_a_recording_is_sought_through_in_the_page(page: Page, live_server: LiveServer, world: World) -> None:
    complaint = world.lodge(at=timezone.now() - timedelta(hours=1))
    world.make("attach", complaint, files=[SimpleUploadedFile("留言.wav", wav(60), "audio/wav")])
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if "/files/" in answer.url else None)
    enter(page, live_server, world.zhou, f"/complaints/{complaint.number}/")
    assert page.locator("audio").evaluate(SEEK) == [60, 45, None]
    assert set(answers) == {206}
