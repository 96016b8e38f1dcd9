"""The steps of a story after the desk, each made through the real actions."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from heed.demo.story import Telling, picture
from heed.process.words import Channel, Method, Role, Stage, VisitOutcome
from heed.queries.actor import OWNER
from heed.records.models import Account, Order


class Story(Telling):
    """A story with everything that somebody can do in it, once it is taken in."""

    def new_date(self, due_at: datetime, words: str = "", reason: str = "", by: Account | None = None) -> None:
        """Agree another date."""
        self.promised_until = due_at
        working = self.complaint.stage == Stage.HANDLING
        sorry = self._sorry | {"method": Method.PHONE} if self.owes else {}
        self.make(
            "new_date", by=by or self.lead, due_at=due_at, consent=True,
            **({"reason": reason or self.told.say("new_date_reason")} | sorry),
            words=words or self.words_of("promise_done" if working else "new_date", due_at),
        )  # fmt: skip

    def investigate(self) -> None:
        """Somebody who is not complained of looks into it."""
        accused = {account.pk for account in self.complaint.accused.all()}
        found = [account for account in (self.lead, self.scene.manager) if account.pk not in accused]
        self.make("investigate", by=self.desk, account=found[0])

    def reply(self) -> None:
        """Tell the owner what was promised to be told."""
        self.make("reply", by=self.lead, words=self.told.say("reply"), method=Method.PHONE)
        self.told_at, self.promised_until = self.now, None

    def apologise(self, words: str = "", **facts: Any) -> None:
        """Apologise, by telephone; while an apology is owed for a promise, for that."""
        given = self._sorry if self.owes else {"apology": words or self.told.say("apology")}
        self.make("apologise", by=self.lead, method=Method.PHONE, **(given | facts))

    def apologise_for_the_miss(self) -> None:
        """A promise was not kept: the apology, the reason, the remedy (R72)."""
        self.make("apologise", by=self.lead, method=Method.PHONE, **self._sorry)

    @property
    def _sorry(self) -> dict[str, str]:
        return {name: self.told.say("broken", name) for name in ("apology", "reason", "remedy")}

    @property
    def owes(self) -> bool:
        """Whether an apology is owed for a promise (R72)."""
        owed = Q(owed_at__isnull=False) | Q(ended_at__isnull=True, due_at__lt=self.now)
        return self.complaint.promises.filter(owed, apology__isnull=True).exists()

    def propose(self, *, again: str = "", **facts: Any) -> None:
        """Findings and a solution; `again` is the owner's own proposal, taken up."""
        told = self.told
        solution = f"{told.say('second')}{again}" if again else told.of("solution")
        given = {
            "findings": told.of("findings"), "responsibility": self.fault, "solution": solution,
            "method": Method.PHONE, "money": self.money,
        }  # fmt: skip
        if self.fault.ours and self.chance.random() < 0.5:
            given["wrong"] = self.chance.choice(("dereliction", "mistake", "mistake", "excess"))
            given["harmed"] = self.chance.choice(("interests", "interests", "dignity"))
        self.make("propose", by=self.lead, **(given | facts))
        self.told_at, self.promised_until = self.now, None

    def decline(self, words: str = "", own: str = "") -> str:
        """The owner does not agree, and proposes; gives the proposal."""
        own = own or self.told.say("own")
        self.make("decline", by=self.lead, owner_words=words or self.told.say("decline"), own_proposal=own)
        return own

    def agree(self, words: str = "") -> None:
        """The owner agrees: on the own page, where the complaint came that way."""
        by = OWNER if self.channel is Channel.WEB and not self.circumstance else self.lead
        self.make("agree", by=by, owner_words=words or self.told.say("agree"))
        self.told_at = self.now

    def worker(self, department: str = "") -> Account:
        """Somebody of the department in charge whom nobody complains of (C3)."""
        code = department or self.scene.policy.leaf(self.category).department
        crew = [account for account in self.scene.staff.crew(self.scene.code, code) if account not in self.accused]
        return self.chance.choice(crew or list(self.scene.staff.all(Role.DEPARTMENT, self.scene.code, code)))

    def order(self, due_at: datetime, to: Account | None = None, department: str = "", work: str = "") -> Order:
        """Send the work to the department in charge."""
        code = department or self.scene.policy.leaf(self.category).department
        if not work:
            stop = ". " if self.language == "en" else "。"
            work = f"{self.told.of('work')}{stop}{self.told.say('work_note')}"
        self.make("order", by=self.lead, department=self.scene.departments[code], account=to, work=work, due_at=due_at)
        return self.complaint.orders.latest("pk")

    def finish_order(self, order: Order, by: Account, result: str = "", photo: bool = True) -> None:
        """The work is done, with a photo."""
        code = order.department.code
        before, files = ([self._photo(code)] if photo and often else [] for often in (self.chance.random() < 0.3, True))
        told = result or self.told.say("done")
        self.make("finish_order", by=by, order=order, result=told, before=before, files=files)

    def _photo(self, code: str) -> Any:
        return picture(self.scene.album.photo(self.chance, code), "photo.png")

    def complete(self) -> None:
        """All is done; the owner is told."""
        told = self.told
        phrase = "outside_done" if self.complaint.stage == Stage.OUTSIDE else ""
        result = told.say(phrase) if phrase else told.say("told", result=told.of("result"))
        self.make("complete", by=self.lead, result=result, method=Method.PHONE)
        self.promised_until = None

    def visit(self, outcome: VisitOutcome, words: str = "") -> None:
        """One attempt at a return visit, by somebody who did not do the work; what is owed is said before it."""
        if self.owes and not self.circumstance:
            self.apologise_for_the_miss()
        facts: dict[str, Any] = {"outcome": outcome, "method": Method.PHONE}
        if outcome is VisitOutcome.SATISFIED:
            facts |= {"owner_words": words or self.told.say("satisfied"), "completed": True}
            facts["method"] = self.chance.choice((Method.PHONE, Method.PHONE, Method.HOME))
            for name in ("reception", "measures", "result"):
                facts[f"rating_{name}"] = self.chance.choice((3, 4, 4, 5, 5, 5))
        else:
            facts["owner_words"] = words or self.told.say(outcome.value)
        if outcome is VisitOutcome.NOT_SOLVED:
            facts |= {"rating_reception": self.chance.randint(2, 4), "rating_result": self.chance.randint(1, 2)}
        self.make("visit", by=self.caller, **facts)
        self.told_at = self.now

    def summarise(self) -> None:
        """Reason, lesson, how to avoid it."""
        reason, lesson, prevention = self.told.lessons()
        self.make("summarise", by=self.lead, root_cause=reason, lesson=lesson, prevention=prevention)
