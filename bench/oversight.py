"""The list of open matters with 100,000 complaints, against the same list with 1,000."""

from bench.figure import Figure, Measured, time_both
from bench.served import Instance, Reader

GOAL = 1.5
FEW, MANY = 1_000, 100_000


def measure() -> Measured:
    """Measure the ratio of the medians, for pages that the director of the estate reads over HTTP."""
    with Instance() as small, Instance() as large:
        small.seed_data(FEW)
        large.seed_data(MANY)
        with small.served() as few, large.served() as many:
            for reader in (few, many):
                reader.sign_in("s1-director")
            less, more = time_both(lambda: _read_list(few), lambda: _read_list(many), rounds=20, each=5)
    words = f"{more / less:.2f} times as long at {MANY} as at {FEW} ({1000 * more:.0f} ms against {1000 * less:.0f} ms)"
    return Measured(words, more / less <= GOAL)


def _read_list(reader: Reader) -> None:
    status, page = reader.get("/oversight/")
    if status != 200 or page.count("S1-") < 10:
        raise RuntimeError(f"/oversight/ answered {status} and lists nothing:\n{page[:500]}")


FIGURE = Figure(
    "oversight", "the list of open matters at 100,000 complaints, against 1,000", f"at most {GOAL:g} times", measure
)
