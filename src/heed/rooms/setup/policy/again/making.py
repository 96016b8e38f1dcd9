"""Starting a simulation, and making it in the background: its file holds the sums of both courses."""

import json
from datetime import timedelta
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.actions.exports import start_export
from heed.insight.simulation import DutyWeek, weekly
from heed.process.calendar import Hours
from heed.process.policy import Policy
from heed.process.words import ExportKind
from heed.queries.clocks.simulating import Otherwise, simulate
from heed.queries.policies import policy_of
from heed.queries.setup_access import projects_read_by, setup_access_of
from heed.records.models import Account, ExportJob, PolicyVersion
from heed.reports.exporting import MadeExport, NothingToExport, Tell
from heed.rooms.setup.policy.again.form import SPANS


def start(asks: dict[str, Any], *, by: Account) -> ExportJob:
    """Start a simulation. `asks`: `span` and `project` (its code), and what is otherwise: `version` (a number) or
    `policy` (a document), `hours` (a document without time zone), `desk` (a week) with `people`. Raises Refused."""
    return start_export(ExportKind.SIMULATION, {name: value for name, value in asks.items() if value}, by=by)


def make_simulation(job: ExportJob, out: IO[bytes], tell: Tell) -> MadeExport:
    """Play it, and write both courses."""
    asks, until = job.asks, job.made_at
    may = setup_access_of(job.account)
    seen = projects_read_by(may)
    chosen = seen.filter(code__iexact=asks["project"]) if "project" in asks else seen
    everything = "project" not in asks and may.reads
    ids = None if everything else list(chosen.values_list("pk", flat=True))
    if ids == []:
        raise NothingToExport
    since = until - timedelta(days=SPANS[asks["span"]][0])
    found = simulate(ids, since, until, otherwise_of(asks), tell)
    written = {
        "was": found.was.as_document(), "would": found.would.as_document(), "complaints": found.complaints,
        "clocks": found.clocks,
    }  # fmt: skip
    out.write(json.dumps(written).encode())
    return MadeExport(f"{_('Simulation')} {timezone.localdate(until):%Y-%m-%d}")


def otherwise_of(asks: dict[str, Any]) -> Otherwise:
    """What is otherwise in the simulation."""
    return Otherwise(policy_asked(asks), asks.get("hours"), _duty(asks))


def policy_asked(asks: dict[str, Any]) -> Policy | None:
    """The policy that is tried; None: that of each complaint."""
    if "policy" in asks:
        return Policy.model_validate(asks["policy"])
    if "version" not in asks:
        return None
    return policy_of(PolicyVersion.objects.values_list("pk", flat=True).get(number=asks["version"]))


def _duty(asks: dict[str, Any]) -> DutyWeek | None:
    if "desk" not in asks:
        return None
    return weekly(Hours.from_document({"timezone": "UTC", "week": asks["desk"]}).week, asks["people"])
