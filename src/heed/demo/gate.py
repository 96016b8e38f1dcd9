"""The gate of the demo: last night's shift at the flagship with its calls, handed over and not taken over yet."""

from datetime import datetime, timedelta

from heed.actions.reception import gate
from heed.actions.reception.meetings import answer, end, ring
from heed.demo.scene import Scene

HOUR = timedelta(hours=1)


def keep_watch(scene: Scene, now: datetime) -> None:
    """Ma watched through the night: two calls that became no complaint, one nobody answered, and a note."""
    people, project = scene.staff.accounts, scene.grounds.project
    guard, began = people["ma"], now - 11 * HOUR
    shift = gate.begin_shift(project, by=guard, at=began)
    for hours, about in ((1.2, "问快递柜在哪里，已指路"), (5.6, "3号楼一楼感应灯闪，已记，白班处理")):
        call = ring(project, by=guard, at=began + hours * HOUR)
        answer(call, by=guard, at=began + hours * HOUR + timedelta(seconds=6))
        end(call, by=guard, about=about, at=began + hours * HOUR + timedelta(minutes=2))
    missed = ring(project, by=guard, at=began + 7 * HOUR)
    end(missed, by=guard, at=began + 7 * HOUR + timedelta(seconds=40))
    gate.write_note(shift, "西门道闸抬杆慢，已通知工程值班", by=guard, at=began + 8 * HOUR)
    words = "西门道闸请白班跟进；凌晨有一通电话没接到，号码不明。"
    gate.hand_over(shift, to=people["sun"], words=words, by=guard, at=now - 40 * timedelta(minutes=1))
