"""What is tallied: one code for each measure, stored with its sums."""

from enum import StrEnum


class Measure(StrEnum):
    """What a complaint can add to a month: once, except for promises. A measure with keys is divided by them."""

    NEW = "new"  # received in the month
    EFFECTIVE = "effective"  # the same, by nature
    COMMUNICATION = "communication"
    AGAIN = "again"  # had ended before the month and was opened again in it
    CLOSED = "closed"  # open in the month, and ended at its end
    CLOSED_OLD = "closed_old"  # the same, open since before the month
    CLOSINGS = "closings"  # closed in the month, also if it was opened again later
    FIRST_TIME = "first_time"  # the same, in the first round and for good
    REOPENED = "reopened"  # the same, and opened again later
    SETTLED = "settled"  # settled on the spot
    EXPLAINED = "explained"  # the owner was told that it cannot be resolved
    ANSWER_DUE = "answer_due"  # an answer was due in the month
    ANSWERED = "answered"  # and every one was in time
    CLOSING_DUE = "closing_due"  # its closing was due in the month by its target, and it was closed (R70)
    CLOSED_IN_TIME = "closed_in_time"  # and every time within the target
    FINISH_DUE = "finish_due"  # its end was due in the month
    FINISHED = "finished"  # and came in time
    PROGRESS_DUE = "progress_due"  # the owner was to be told of progress in the month
    INFORMED = "informed"  # and was told in time, every time
    ACCEPT_DUE = "accept_due"  # a work order was to be accepted in the month
    ACCEPTED = "accepted"  # and every one was accepted in time
    HANDLED = "handled"  # the handling was completed in the month
    REACHED = "reached"  # and the owner was reached by a return visit
    HEARD = "heard"  # the owner's verdict was heard in the month
    SATISFIED = "satisfied"  # and was "satisfied"
    REPEATED = "repeated"  # new, and the same home complained of the same shortly before
    RECORDED = "recorded"  # new, and recorded clearly (R83)
    GROUP = "group"  # new, and several homes complained of it within days
    PROMISE_DUE = "promise_due"  # promises that were due in the month, and came to an end
    PROMISE_KEPT = "promise_kept"
    BODY_ANSWERED = "body_answered"  # the body said whether we responded (key: yes, no)
    BODY_RESOLVED = "body_resolved"
    BODY_SATISFIED = "body_satisfied"
    BOUNCES = "bounces"  # work that came back undone, each time (R79)
    TALK_FIRST = "talk_first"  # new, and communication by its first judgement (R19)
    CONVERTED = "converted"  # the same, and effective by the last one
    ROUNDS = "rounds"  # closed in the month (key: in which round, up to 3; R66)
    STAGE_TIME = "stage_time"  # left a stage in the month (key: stage and class of the span)
    GIVEN_TIME = "given_time"  # given to somebody for the first time (key: class of the span since it was received)

    # the new ones, divided by what they are
    BY_NATURE = "by_nature"
    BY_CATEGORY = "by_category"
    BY_LEVEL = "by_level"
    BY_CHANNEL = "by_channel"
    BY_DEPARTMENT = "by_department"
    BY_VALIDITY = "by_validity"
    # the verdicts of the month, divided by the marks of 1 to 5
    MARK_RECEPTION = "mark_reception"
    MARK_MEASURES = "mark_measures"
    MARK_RESULT = "mark_result"

    # the days of the month, by where a complaint stood at their ends (key: the day)
    DAY_NEW = "day_new"
    DAY_AGAIN = "day_again"
    DAY_CLOSED = "day_closed"
    DAY_EXPLAINED = "day_explained"
    DAY_LATE = "day_late"  # became overdue
    DAY_UNLATE = "day_unlate"  # is no longer so
