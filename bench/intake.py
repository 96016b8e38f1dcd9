"""Recording a complaint through the portal's form, against a bare Django insert of the same row on the same server."""

import secrets

from bench.figure import Figure, Measured, time_both
from bench.served import Instance, Reader

GOAL = 3.0
SLUG = "measuring-s1"
FIELDS = {
    "content": "3号楼2号电梯从昨天晚上就停了，到现在没人修，门口连张告示都没有。家里老人八十多了，天天爬楼受不了。",
    "where": "3号楼2号电梯",
    "happened": "昨天晚上",
    "wants": "尽快恢复，并说明原因",
    "name": "陈女士",
    "unit": "3-1502",
    "contact": "13800002207",
}


def measure() -> Measured:
    """Measure the ratio of the medians."""
    with Instance() as instance:
        instance.seed_data(200)  # an estate, its people, and some history
        with instance.served() as reader:
            reader.get(f"/p/{SLUG}/")
            ours, bare = time_both(
                lambda: _send(reader, f"/p/{SLUG}/"), lambda: _send(reader, "/bare/"), rounds=12, each=20
            )
    words = f"{ours / bare:.2f} times a bare insert ({1000 * ours:.1f} ms against {1000 * bare:.1f} ms)"
    return Measured(words, ours / bare <= GOAL)


def _send(reader: Reader, path: str) -> None:
    status, answer = reader.post(path, FIELDS | {"client_key": secrets.token_urlsafe(16)})
    if status != 302:
        raise RuntimeError(f"{path} answered {status}:\n{answer[:2000]}")


FIGURE = Figure("intake", "recording a complaint over HTTP, against a bare insert", f"at most {GOAL:g} times", measure)
