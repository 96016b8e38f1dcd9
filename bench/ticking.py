"""A tick with 100,000 running clocks of which none is due, against a tick with no clocks at all."""

from bench.figure import Figure, Found, beside
from bench.served import Instance

GOAL = 2.0
CLOCKS = 100_000
TICKS = 50


def measure() -> Found:
    """The ratio of the medians. The clocks are those of open complaints, in a process of their own."""
    with Instance() as empty, Instance() as full:
        with full.asked("bench.ticker") as ticker:
            running = int(ticker.ask(f"fill {CLOCKS}"))
        if running < CLOCKS:
            raise RuntimeError(f"only {running} clocks run")
        with empty.asked("bench.ticker") as none, full.asked("bench.ticker") as many:
            if int(none.ask("running")):
                raise RuntimeError("there are clocks where none should be")
            less, more = beside(lambda: none.ask(f"tick {TICKS}"), lambda: many.ask(f"tick {TICKS}"), rounds=40, each=1)
        with full.asked("bench.ticker") as after:
            if int(after.ask("fired")):
                raise RuntimeError("a clock fired though none was due")
    words = f"{more / less:.2f} times as long ({1e6 * more / TICKS:.0f} µs against {1e6 * less / TICKS:.0f} µs)"
    return Found(words, more / less <= GOAL)


FIGURE = Figure(
    "tick", "a tick with 100,000 running clocks, none due, against none at all", f"at most {GOAL:g} times", measure
)
