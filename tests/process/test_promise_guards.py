"""What keeps a promise, of each row that may."""

import pytest

from heed.process.case import Case
from heed.process.moves import MOVES
from heed.process.policy import default_policy
from heed.process.promise_guards import keeps_promise
from heed.process.words import Method, PromisedWay, Stage
from tests.world import MORNING


def promised(way: PromisedWay) -> Case:
    return Case(Stage.INVESTIGATING, default_policy(), MORNING, promise_open=True, promised=way)


@pytest.mark.rule("R55")
@pytest.mark.parametrize("name", ["reply", "propose", "explain", "complete"])
@pytest.mark.parametrize("way", [way for way in PromisedWay if way is not PromisedWay.WORK])
def test_a_promised_reply_is_kept_only_by_the_same_way(name: str, way: PromisedWay) -> None:
    kept = [method.value for method in Method if keeps_promise(MOVES[name], promised(way), {"method": method})]
    assert kept == [way.value]


@pytest.mark.rule("R55", "R97")
def test_finished_work_is_kept_by_its_result_alone() -> None:
    kept = [name for name, move in MOVES.items() if keeps_promise(move, promised(PromisedWay.WORK), {})]
    assert kept == ["complete", "tell_result", "pass_on_result"]
