"""Places in the order in which people count."""

from heed.records.models import Place
from heed.rooms.setup.projects.natural_order import by_number


def test_places_are_ordered_as_people_count_and_other_digits_are_text() -> None:
    paths = ["10号楼", "2号楼", "²号楼", "会所"]
    assert [place.path for place in by_number(Place(path=path) for path in paths)] == [
        "2号楼",
        "10号楼",
        "²号楼",
        "会所",
    ]
