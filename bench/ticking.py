"""A tick with 100,000 running clocks of which none is due, against a tick with no clocks at all."""

from bench.figure import Figure, Measured, time_both
from bench.served import Instance

GOAL = 2.0
CLOCKS = 100_000
TICKS = 50


def measure() -> Measured:
    """Measure the ratio of the medians. The clocks are those of open complaints."""
    with Instance() as empty, Instance() as full:
        with full.answering("bench.ticker") as ticker:
            running = int(ticker.ask(f"fill {CLOCKS}"))
        if running < CLOCKS:
            raise RuntimeError(f"only {running} clocks run")
        with empty.answering("bench.ticker") as none, full.answering("bench.ticker") as many:
            if int(none.ask("running")):
                raise RuntimeError("the empty instance has clocks")
            less, more = time_both(
                lambda: none.ask(f"tick {TICKS}"), lambda: many.ask(f"tick {TICKS}"), rounds=40, each=1
            )
        with full.answering("bench.ticker") as after:
            if int(after.ask("fired")):
                raise RuntimeError("a clock fired though none was due")
    words = f"{more / less:.2f} times as long ({1e6 * more / TICKS:.0f} µs against {1e6 * less / TICKS:.0f} µs)"
    return Measured(words, more / less <= GOAL)


FIGURE = Figure(
    "tick", "a tick with 100,000 running clocks, none due, against none at all", f"at most {GOAL:g} times", measure
)
