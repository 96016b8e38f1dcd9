"""How a complaint is judged: nature, validity and level apart, and each judgement kept."""

from typing import Any

import pytest
from django.forms import ModelChoiceField

from heed.actions.engine.errors import Refused
from heed.move_forms.form import MoveForm
from heed.process.words import Harmed, Method, Nature, Stage, Validity, Wrong
from heed.queries.actor import staff
from tests.world import World

JUDGED: dict[str, Any] = {"category": "indifference", "level": "general", "validity": Validity.VALID, "emotion": "calm"}


@pytest.mark.rule("R16")
def test_a_breach_is_effective_only_with_the_authoritys_reference(world: World) -> None:
    complaint = world.lodge()
    with pytest.raises(Refused) as refused:
        world.verify(complaint, nature=Nature.BREACH)
    assert [refusal.fact for refusal in refused.value.refusals] == ["authority_reference"]
    verified = world.verify(complaint, nature=Nature.BREACH, authority_reference="住建登字〔2026〕118号")
    assert verified.authority_reference == "住建登字〔2026〕118号"


@pytest.mark.rule("R15", "R17", "R18")
def test_harm_is_effective_and_asking_for_help_is_communication() -> None:
    assert Nature.HARM.effective
    assert Nature.BREACH.effective
    assert not any(nature.effective for nature in (Nature.HELP, Nature.CONSULT, Nature.VENT))


@pytest.mark.rule("R19", "R21", "C6")
def test_a_communication_complaint_handled_badly_becomes_effective_and_its_history_stays(world: World) -> None:
    complaint = world.verify(world.lodge(), nature=Nature.VENT)
    world.make("reassess", complaint, nature=Nature.HARM, reason="答复敷衍，业主再次反映", **JUDGED)
    complaint.refresh_from_db()
    assert (complaint.nature, complaint.validity, complaint.level) == (Nature.HARM, Validity.VALID, "general")
    told = complaint.assessments.order_by("pk").values_list("nature", "reason")
    assert list(told) == [(Nature.VENT, ""), (Nature.HARM, "答复敷衍，业主再次反映")]


@pytest.mark.rule("R8", "R24")
def test_what_was_done_wrong_and_what_was_harmed_stand_on_the_record(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("investigate", complaint, account=world.lin)
    world.make("apologise", complaint, apology="很抱歉", method=Method.PHONE)
    proposed = world.make(
        "propose", complaint, findings="保安睡岗", responsibility="management", wrong=Wrong.DERELICTION,
        harmed=Harmed.INTERESTS, solution="调换夜班", method=Method.PHONE,
    )  # fmt: skip
    assert (proposed.wrong, proposed.harmed) == (Wrong.DERELICTION, Harmed.INTERESTS)


@pytest.mark.rule("R13")
def test_what_truly_troubles_the_owner_stands_apart_from_what_is_said(world: World) -> None:
    complaint = world.verify(world.lodge(), crux="老人独自乘梯，怕再出事")
    assert complaint.crux == "老人独自乘梯，怕再出事"
    assert complaint.crux not in complaint.content


@pytest.mark.rule("R12")
def test_state_of_mind_reason_and_demand_are_kept_each_on_its_own(world: World) -> None:
    complaint = world.lodge(state_of_mind="着急", wants="彻底修好")
    complaint = world.make("amend", complaint, cause="维保漏换零件")
    assert (complaint.state_of_mind, complaint.cause, complaint.wants) == ("着急", "维保漏换零件", "彻底修好")


@pytest.mark.rule("R53")
def test_the_director_settles_on_the_spot_and_her_opinion_is_kept(world: World) -> None:
    complaint = world.verify(world.lodge())
    world.make("settle", complaint, by=world.lin, solution="已当面说明", responsibility="none",
               opinion="本周内加装提示牌", opinion_by=world.lin, confirmation="行，就这样办")  # fmt: skip
    entry = complaint.entries.latest("seq")
    assert (entry.stage, entry.account, entry.content.facts["opinion"]) == (Stage.CLOSED, world.lin, "本周内加装提示牌")


@pytest.mark.rule("R53")
def test_who_gave_the_opinion_is_on_record_also_where_reception_writes_it_down(world: World) -> None:
    complaint = world.verify(world.lodge())
    said: dict[str, Any] = {"solution": "已当面说明", "responsibility": "none", "opinion": "本周内加装提示牌"}
    wrongs: tuple[dict[str, Any], ...] = ({}, {"opinion": "", "opinion_by": world.lin})
    for wrong in wrongs:
        with pytest.raises(Refused):
            world.make("settle", complaint, by=world.zhou, **(said | wrong))
    world.make("settle", complaint, by=world.zhou, **said, opinion_by=world.lin)
    entry = complaint.entries.latest("seq")
    assert entry.account == world.zhou
    assert entry.content.facts["opinion_by"]["id"] == world.lin.pk


@pytest.mark.rule("R53", "R150")
def test_only_superiors_are_offered_as_authors_of_an_opinion(world: World) -> None:
    complaint = world.verify(world.lodge())
    field = MoveForm(complaint, "settle", staff(world.zhou)).fields["opinion_by"]
    assert isinstance(field, ModelChoiceField)
    assert set(field.queryset or ()) == {world.lin, world.zhao, world.he}
