"""Notices: the rows of the outbox, written in the transaction of the change that they announce."""

from django.db import models
from django.db.models import Q

from heed.records.models._fields import CompactEncoder, where_given
from heed.records.models.complaint import Complaint
from heed.records.models.reception_day import SignUp
from heed.records.models.robot import Robot
from heed.records.models.staff import Account
from heed.records.models.survey import SurveyInvitation

#: The channels of a notice; the others are those of `process.preferences.Way`, to one person.
INBOX, OWNER_CHANNEL, ROBOT_CHANNEL = "inbox", "owner", "robot"
#: The notices that stay in Heed; all others go out.
_INBOX = Q(channel=INBOX)


class Notice(models.Model):
    """One message to one account, to a `robot`, or (neither) to an owner: that of the complaint, of the `sign_up`
    or of the `invitation`. `key` makes it unique whatever dies.

    `channel` is `inbox` (nothing to send: the row is the message), `owner`, `robot` or a way to the person. Due while
    `sent_at` is empty; claimed with a lease, attempts counted on claim. `going_at` stands from the instant before it
    is handed over until the answer is on record: found standing by another claim, the answer was `lost`. What is
    `collected` goes in one letter or message with others: one of them carries it, the others are `carried_by` that one.
    """

    key = models.CharField(max_length=120)
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="notices")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="notices", db_index=False)
    robot = models.ForeignKey(Robot, models.PROTECT, null=True, related_name="+", db_index=False)
    sign_up = models.ForeignKey(SignUp, models.PROTECT, null=True, related_name="notices", db_index=False)
    invitation = models.ForeignKey(  # to the survey that it asks to answer
        SurveyInvitation, models.CASCADE, null=True, related_name="notices", db_index=False
    )
    about = models.CharField(max_length=40)  # the name of a move, or of a clock's event
    facts = models.JSONField(
        default=dict, encoder=CompactEncoder
    )  # no resident's data: codes, names of staff; the number is the complaint's
    channel = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # set aside after too many attempts
    error = models.TextField(blank=True)
    going_at = models.DateTimeField(null=True)
    lost = models.PositiveSmallIntegerField(default=0)  # times that it went and no answer came
    tries = models.JSONField(default=list)  # what went wrong: pairs of an instant and words
    collected = models.BooleanField(default=False)
    carried_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="carries", db_index=False)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key"], name="notice_key_once")]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(sent_at__isnull=True, failed_at__isnull=True, carried_by__isnull=True),
                name="notice_due",
            ),
            models.Index(fields=["account", "robot"], condition=Q(claimed_until__isnull=False), name="notice_claimed"),
            models.Index(fields=["account", "id"], condition=_INBOX, name="notice_mine"),
            models.Index(fields=["account", "id"], condition=_INBOX & Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["id"], condition=~_INBOX, name="notice_out"),
            models.Index(fields=["id"], condition=Q(failed_at__isnull=False), name="notice_aside"),
            models.Index(fields=["id"], condition=Q(failed_at__isnull=False, lost__gt=1), name="notice_unknown"),
            *where_given("notice", "carried_by", "robot", "sign_up", "invitation"),
        ]
