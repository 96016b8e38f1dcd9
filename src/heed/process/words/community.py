"""What an estate tells its owners: where an announcement stands, and whom a bulletin is meant for."""

from heed.process.words.base import N_, Word


class AnnouncementState(Word):
    """Where a version of a complaint announcement stands (R119)."""

    DRAFT = "draft", N_("Being written")
    WAITING = "waiting", N_("Waiting for approval")
    APPROVED = "approved", N_("Approved")


class Reader(Word):
    """Whom a bulletin is meant for besides the roles of staff (R114)."""

    OWNER = "owner", N_("Owners")
    TENANT = "tenant", N_("Tenants")


class RepairStep(Word):
    """How far an open repair at a common place has come, for everybody to read."""

    LOOKED_AT = "looked_at", N_("Being looked into")
    WORK = "work", N_("Work is under way")
    CHECKED = "checked", N_("Work done, being checked")
