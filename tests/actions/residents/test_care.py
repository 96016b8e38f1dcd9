"""What a person needs: special care with a reason that few read, and a representative with consent."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from heed.actions.engine.errors import Refused
from heed.actions.residents import care
from heed.actions.residents.residents import change_person
from heed.actions.residents.reveal import reveal_representative
from heed.process.words import ConsentForm
from heed.queries.complaints.search import search_complaints
from heed.queries.residents.care import care_of
from heed.queries.residents.lookup import find_people
from heed.records.models import Notice, Vulnerability
from tests.world import MORNING, World, reveals

REASON = "独居，行动不便"


def represented(world: World, **told: Any) -> None:
    """Her daughter speaks for Chen."""
    given: dict[str, Any] = {
        "name": "陈小雨",
        "phone": "13900001234",
        "consent_on": date(2026, 11, 1),
        "consent_form": "signed",
    }
    care.name_representative(world.chen, by=world.lin, at=MORNING, **(given | told))


@pytest.mark.rule("R3")
def test_needs_reason_and_representative_are_read_in_one_look(world: World) -> None:
    assert care_of(world.chen.pk, reads_reason=True) is None
    change_person(world.chen, by=world.lin, hard_of_hearing=True, call_time="下午")
    care.mark_vulnerable(world.chen, REASON, by=world.lin)
    represented(world)
    found = care_of(world.chen.pk, reads_reason=True)
    assert found is not None
    assert found.representative is not None
    assert (found.hard_of_hearing, found.call_time, found.reason) == (True, "下午", REASON)
    assert found.representative.consent_form == ConsentForm.SIGNED
    assert "13900001234" not in found.representative.phone
    unread = care_of(world.chen.pk, reads_reason=False)
    assert unread is not None
    assert (unread.vulnerable, unread.reason) == (True, "")


def test_care_without_a_reason_is_refused_by_the_action_and_by_the_database(world: World) -> None:
    with pytest.raises(Refused):
        care.mark_vulnerable(world.chen, "  ", by=world.lin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vulnerability.objects.create(person=world.chen, reason="")


def test_what_is_needed_no_longer_is_deleted(world: World) -> None:
    care.mark_vulnerable(world.chen, REASON, by=world.lin)
    represented(world)
    care.unmark_vulnerable(world.chen, by=world.lin)
    care.remove_representative(world.chen, by=world.lin)
    assert care_of(world.chen.pk, reads_reason=True) is None
    with pytest.raises(Refused):
        represented(world, consent_on=date(2026, 12, 24))


@pytest.mark.rule("R3")
def test_the_reason_is_in_no_list_search_or_notice(world: World) -> None:
    care.mark_vulnerable(world.chen, REASON, by=world.lin)
    complaint = world.to_handled(world.lodge())
    assert REASON not in repr(find_people([world.project.pk], "陈美玲"))
    assert not search_complaints(world.lin, REASON).rows
    assert not any(REASON in str(notice.facts) for notice in Notice.objects.all())
    assert not any(REASON in str(entry.content.facts) for entry in complaint.entries.select_related("content"))


def test_the_representative_s_telephone_is_revealed_on_record_to_those_who_need_it(world: World) -> None:
    represented(world)
    complaint = world.lodge()
    assert reveal_representative(complaint, by=world.zhou) == "13900001234"
    assert reveals().get().complaint == complaint
    with pytest.raises(Refused):
        reveal_representative(complaint, by=world.wu)
