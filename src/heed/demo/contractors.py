"""The lift firm of the demo's flagship: two people without accounts, who receive orders by links. They are invented."""

from heed.actions.staff.contractors import add_contractor
from heed.demo.scene import Scene
from heed.demo.staff import Staff
from heed.records.models import Account, Department

ESTATE, DEPARTMENT = "CH", "engineering"
#: Their names among the accounts of the demo, as they are called, and their telephones.
PEOPLE = (
    ("lift_day", "马涛（捷升电梯维保）", "13800199021"),
    ("lift_night", "石磊（捷升电梯维保）", "13800199022"),
)


def hire(staff: Staff) -> None:
    """Enter them in their department, as the administrator does; nobody signs in as one of them."""
    department = Department.objects.get(project__code=ESTATE, code=DEPARTMENT)
    for name, called, phone in PEOPLE:
        staff.accounts[name] = add_contractor(
            by=staff.accounts["admin"], name=called, department=department, phone=phone, language="zh-hans"
        )


def people_at(scene: Scene) -> tuple[Account, Account]:
    """Who comes by day, and who by night."""
    day, night = (scene.staff.accounts[name] for name, _called, _phone in PEOPLE)
    return day, night
