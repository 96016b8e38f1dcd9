"""The smaller settings of the policy in plain words."""

from django.utils.translation import gettext as _

from heed.process.policy import Policy
from heed.rooms.setup.fields import minutes_written
from heed.rooms.setup.policy.text import SettingRow, some, value


def term_rows(policy: Policy) -> list[SettingRow]:
    """The smaller settings, each a sentence."""
    telephone, promise, windows, visits = policy.telephone, policy.promise, policy.windows, policy.visits
    return [
        SettingRow("telephone", _("Telephone"), (
            _("Answered within %(target)s rings, late after %(limit)s; a ring is %(seconds)s seconds.")
            % {"target": telephone.target_rings, "limit": telephone.limit_rings,
               "seconds": f"{telephone.ring_seconds:g}"},
            _("Answered around the clock by: %(roles)s") % {"roles": value(telephone.answered_by, "", policy)},
        )),
        SettingRow("promise", _("Promises"), (
            _("A reply may be promised for at most %(longest)s ahead; a warning comes %(warn)s before it is due.")
            % {"longest": minutes_written(promise.longest_minutes), "warn": minutes_written(promise.warn_minutes)},
            _("A new date agreed less than %(notice)s before the old one requires an apology to the owner.")
            % {"notice": minutes_written(promise.notice_minutes)},
        )),
        SettingRow("orders", _("Work orders"), (
            _("After work has been returned %(count)s times, only the director assigns it.")
            % {"count": policy.orders.bounces},
            _("Contractors see the owner's telephone once they have accepted the work order.")
            if policy.orders.contractors_call else _("Contractors do not see the owner's telephone."),
        )),
        SettingRow("manners", _("Manners"), (
            _("Staff may ask an agitated owner to be calm.") if policy.manners.calm_may_be_asked
            else _("Staff never ask for calm; they say that they understand how the owner feels."),
        )),
        SettingRow("hold", _("After an absence"), (
            _("Heed waits for an administrator after it was away for more than %(away)s, and when more than "
              "%(clocks)s clocks, and more than %(percent)s percent of all that run, are overdue.")
            % {"away": minutes_written(policy.hold.away_minutes), "clocks": policy.hold.clocks,
               "percent": f"{policy.hold.percent:g}"},
        )),
        SettingRow("stewards", _("Stewards of places"), (
            _("The steward of a place answers for complaints from there.") if policy.stewards.own_cases
            else _("Stewards are named, but the usual case owner answers for complaints."),
        )),
        SettingRow("conflicts", _("Complaints about staff"), (
            _("A person complained of reads the outcome once the complaint is closed.")
            if policy.conflicts.outcome_at_closing else _("A person complained of never reads the outcome."),
        )),
        SettingRow("windows", _("Time periods"), (
            _("The same fault within %(repeat)s days is a repeat; "
              "a closed complaint may be reopened for %(reopen)s days.")
            % {"repeat": windows.repeat_days, "reopen": windows.reopen_days},
            _("The owner's link opens for %(days)s days after the end.") % {"days": windows.link_days},
        )),
        SettingRow("groups", _("Group complaints"), (
            _("The same complaint from %(homes)s homes within %(days)s days counts as a group complaint in reports.")
            % {"homes": policy.groups.homes, "days": policy.groups.days},
        )),
        SettingRow("reports", _("Monthly report"), (
            _("Due at the company centre by the end of working day %(day)s of the next month; "
              "the project is reminded so many days earlier: %(days)s.")
            % {"day": policy.reports.due_workday, "days": policy.reports.remind_days},
        )),
        SettingRow("retention", _("Personal data"), (
            _("A complaint's words and files are erased %(matters)s months after its end, calls and visits after "
              "%(talks)s months, residents %(residents)s months after moving out, old lists after %(old)s months.")
            % {"matters": policy.retention.matter_months, "talks": policy.retention.talk_months,
               "residents": policy.retention.resident_months, "old": policy.retention.old_months},
        )),
        SettingRow("public", _("Made public"), (
            _("An announcement is approved by another person than its writers: %(roles)s")
            % {"roles": value(policy.public.announcement_approvers, "", policy)},
            _("It is shown for %(days)s days where nothing else is chosen.")
            % {"days": policy.public.announcement_days},
            _("Everybody reads the open repairs at common places, and from %(count)s of a kind on how long they took.")
            % {"count": policy.public.board_fewest} if policy.public.board
            else _("The board of open repairs is switched off."),
        )),
        SettingRow("visits", _("Return visits"), (
            _("After %(attempts)s attempts an owner counts as unreachable; the director checks %(percent)s "
              "percent of closed complaints.")
            % {"attempts": visits.attempts, "percent": visits.sample_percent},
            _("The final handler makes the return visit, except where a level, a nature or attitude asks for another."),
            _("Complaints about attitude are visited by a different person") if visits.conduct_by_other else "",
            _("An owner has %(days)s days to answer a questionnaire; after that the owner is called.")
            % {"days": visits.questionnaire_days},
            value(visits.natures_by_other, "", policy) if visits.natures_by_other else "",
        )),
        SettingRow("reviews", _("Second look"), (
            _("An owner may ask for it until %(days)s days after the end. Who had a part in the case never makes it.")
            % {"days": policy.reviews.days},
            _("Made by the company centre and by: %(roles)s") % {"roles": value(policy.reviews.reviewers, "", policy)},
        )),
        SettingRow("intake", _("Intake"), (
            value(policy.channels, "", policy), value(policy.natures, "", policy),
            _("Compensation above %(money)s needs approval") % {"money": policy.money_limit},
        )),
        SettingRow("exemptions", _("Exemptions from the return visit"), some([
            _(terms.code.label) + (_(" (with approval)") if terms.approver else "") for terms in policy.exemptions
        ], _("None"))),
    ]  # fmt: skip
