"""Long exports, which are made in the background."""

from heed.process.words.base import N_, Word


class ExportKind(Word):
    """What is exported."""

    LIST = "list", N_("List of complaints")
    CASE_FILES = "case_files", N_("Case files")
    TABLE = "table", N_("Monthly table")
    MONTHS = "months", N_("Monthly reports")
    POSTERS = "posters", N_("Posters and stickers")
    SIMULATION = "simulation", N_("Simulation")


class ExportState(Word):
    """Where an export stands."""

    WAITING = "waiting", N_("Waiting")
    RUNNING = "running", N_("Being made")
    READY = "ready", N_("Ready")
    FAILED = "failed", N_("Failed")
    DELETED = "deleted", N_("File deleted")
