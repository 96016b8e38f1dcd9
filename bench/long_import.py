"""The longest that an owner's report waits while a list of 19,900 homes comes in."""

import csv
import threading
import time

from bench.figure import Figure, Measured
from bench.intake import FIELDS, SLUG
from bench.served import Instance, Reader

HOMES = 19_900
#: Whoever reports a lift that stands still does not wait longer than a breath.
GOAL = 1.0


def measure() -> Measured:
    """Report one after the other until the import has ended; the longest of them counts."""
    with Instance() as instance:
        instance.seed_data(200)
        file = instance.folder / "homes.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            rows = csv.writer(opened)
            rows.writerow(["楼栋", "房号", "姓名", "电话"])
            rows.writerows([f"{n // 100 + 1}栋", f"{n % 100 + 101}", f"住户{n}", f"139{n:08}"] for n in range(HOMES))
        with instance.served() as reader:
            reader.get(f"/p/{SLUG}/")
            _report(reader, 0)
            importing = threading.Thread(target=instance.heed, args=("import", "S1", str(file)))
            importing.start()
            waits: list[float] = []
            while importing.is_alive():
                waits.append(_report(reader, len(waits) + 1))
            importing.join()
    longest = max(waits)
    words = f"{1000 * longest:.0f} ms at the longest of {len(waits)} reports beside {HOMES} homes"
    return Measured(words, longest <= GOAL)


def _report(reader: Reader, number: int) -> float:
    """Send one report, and return its seconds."""
    began = time.perf_counter()
    status, answer = reader.post(f"/p/{SLUG}/", FIELDS | {"client_key": f"long-import-{number:08}"})
    if status != 302:
        raise RuntimeError(f"/p/{SLUG}/ answered {status}:\n{answer[:2000]}")
    return time.perf_counter() - began


FIGURE = Figure("long-import", f"an owner's report while {HOMES} homes come in", f"at most {GOAL:g} s", measure)
