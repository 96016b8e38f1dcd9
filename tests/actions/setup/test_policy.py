"""The policy: versions, their problems, two editors at once."""

from typing import Any

import pytest

from heed.actions.engine.errors import Refused
from heed.actions.setup.policy import publish
from heed.actions.setup.projects import NewerVersion, save_hours
from heed.process.policy import default_policy, problems
from heed.process.words import ClockKind
from heed.queries.policies import current_policy
from heed.records.models import PolicyVersion
from tests.world import World


def edited(minutes: int = 25) -> dict[str, Any]:
    """The default with another target for the answer."""
    document = default_policy().model_dump(mode="json")
    document["clocks"]["answer"]["target"] = minutes
    return document


def test_a_complaint_keeps_the_version_it_began_under(world: World) -> None:
    before = world.lodge()
    version = publish(edited(), by=world.admin, seen=1, note="试行")
    after = world.lodge()
    assert (version.number, version.note, version.made_by) == (2, "试行", world.admin)
    before.refresh_from_db()
    assert before.policy.number == 1
    assert after.policy == version
    assert current_policy().clocks.of(ClockKind.ANSWER).target == 25


def test_the_second_editor_is_told_and_nothing_is_written_over(world: World) -> None:
    publish(edited(25), by=world.admin, seen=1)
    with pytest.raises(NewerVersion) as overtaken:
        publish(edited(50), by=world.admin, seen=1)
    assert overtaken.value.number == 2
    assert current_policy().clocks.of(ClockKind.ANSWER).target == 25


def test_everything_that_is_wrong_is_told_with_its_place(world: World) -> None:
    document = edited(100_000)
    document["telephone"]["target_rings"] = 0
    with pytest.raises(Refused) as refused:
        publish(document, by=world.admin, seen=1)
    assert {one.fact for one in refused.value.refusals} >= {"clocks.answer.limit", "telephone.target_rings"}
    assert PolicyVersion.objects.count() == 1


def test_the_same_again_is_no_version_unless_somebody_confirms_it(world: World) -> None:
    same = default_policy().model_dump(mode="json")
    with pytest.raises(Refused):
        publish(same, by=world.admin, seen=1)
    assert publish(same, by=world.admin, seen=1, same=True).number == 2


@pytest.mark.rule("R50")
def test_a_policy_that_contradicts_itself_in_a_projects_own_hours_is_refused(world: World) -> None:
    week = [["09:00-13:00"]] * 7
    save_hours(world.project, {"timezone": "Asia/Shanghai", "week": week, "days": {}}, by=world.admin, seen=0)
    document = default_policy().model_dump(mode="json")
    document["clocks"]["verify"] |= {"limit": 300}
    assert not problems(document), "in the hours of the company it is sound"
    with pytest.raises(Refused) as refused:
        publish(document, by=world.admin, seen=1)
    (first, *_others) = refused.value.refusals
    assert (first.fact, first.params["project"]) == ("clocks.verify.limit", world.project.name)


def test_what_contradicted_itself_before_keeps_no_other_setting_from_being_changed(world: World) -> None:
    weekdays = [["09:00-18:00"]] * 5 + [[], []]
    save_hours(world.project, {"timezone": "Asia/Shanghai", "week": weekdays, "days": {}}, by=world.admin, seen=0)
    document = default_policy().model_dump(mode="json")
    document["windows"]["repeat_days"] = 31
    assert publish(document, by=world.admin, seen=1).number == 2
