"""The second half of one complaint's story: everything after the desk, each step through the real actions."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from heed.demo.story import StoryIntake, picture
from heed.process.facts import WOULD_NOT_SAY
from heed.process.words import (
    ApprovalSubject,
    Channel,
    ClockKind,
    CompensationState,
    Method,
    Role,
    Stage,
    VisitOutcome,
)
from heed.queries.actor import OWNER, Actor
from heed.records.models import Account, Order


class Story(StoryIntake):
    """A story with all steps after the intake."""

    def new_date(self, due_at: datetime, words: str = "", reason: str = "", by: Account | None = None) -> None:
        """Promise another date."""
        self.promised_until = due_at
        working = self.complaint.stage == Stage.HANDLING
        apology = self._apology_facts | self.told_how if self.owes else {}
        self.make(
            "new_date", by=by or self.lead, due_at=due_at, consent=True,
            **({"reason": reason or self.texts.say("new_date_reason")} | apology),
            words=words or self.words_of("promise_done" if working else "new_date", due_at),
        )  # fmt: skip

    def investigate(self) -> None:
        """Have a person investigate who is not complained of (C3)."""
        accused = {account.pk for account in self.complaint.accused.all()}
        found = [account for account in (self.lead, self.scene.manager) if account.pk not in accused]
        self.make("investigate", by=self.desk, account=found[0])

    def reply(self) -> None:
        """Give the owner the promised reply."""
        self.make("reply", by=self.lead, words=self.texts.say("reply"), **self.told_how)
        self.informed_at, self.promised_until = self.now, None

    def apologise(self, words: str = "", **facts: Any) -> None:
        """Apologise, by telephone; while an apology is owed for a promise, for that."""
        given = self._apology_facts if self.owes else {"apology": words or self.texts.say("apology")}
        self.make("apologise", by=self.lead, **(self.told_how | given | self._why_no_date | facts))

    def apologise_for_the_miss(self) -> None:
        """Apologise for a broken promise, with reason and remedy (R72)."""
        self.make("apologise", by=self.lead, **(self.told_how | self._apology_facts | self._why_no_date))

    @property
    def _apology_facts(self) -> dict[str, str]:
        return {name: self.texts.say("broken", name) for name in ("apology", "reason", "remedy")}

    @property
    def _why_no_date(self) -> dict[str, str]:
        """Why no new time is agreed with the apology, where the promise is still open (R72)."""
        missed = self.complaint.promises.filter(ended_at__isnull=True, due_at__lt=self.now).exists()
        return {"why_no_date": self.texts.say("broken", "why_no_date")} if missed else {}

    @property
    def owes(self) -> bool:
        """Whether an apology is owed for a promise (R72)."""
        owed = Q(owed_at__isnull=False) | Q(ended_at__isnull=True, due_at__lt=self.now)
        return self.complaint.promises.filter(owed, apology__isnull=True).exists()

    def solution(self, again: str = "") -> str:
        """The solution that answers the owner's own proposal `again`; the same words each time."""
        if again not in self.solutions:
            texts = self.texts
            self.solutions[again] = f"{texts.say('second')}{again}" if again else texts.of("solution")
        return self.solutions[again]

    def ask_approval_of(self, solution: str, reason: str = "") -> None:
        """Ask for approval of this solution and its compensation (C12)."""
        reason = reason or self.texts.say("approve_ask", "propose")
        self.make("ask_approval", by=self.lead, subject=ApprovalSubject.PROPOSE, reason=reason, money=self.money,
                  solution=solution)  # fmt: skip

    def propose(self, *, again: str = "", **facts: Any) -> None:
        """Propose a solution with its findings; `again` is the owner's own proposal, which it takes up."""
        texts = self.texts
        given = {
            "findings": texts.of("findings"), "responsibility": self.fault, "validity": self.validity,
            "solution": self.solution(again),
            "money": self.money,
        } | self.told_how  # fmt: skip
        if self.fault.ours and self.chance.random() < 0.5:
            given["wrong"] = self.chance.choice(("dereliction", "mistake", "mistake", "excess"))
            given["harmed"] = self.chance.choice(("interests", "interests", "dignity"))
        self.make("propose", by=self.lead, **(given | facts))
        self.informed_at, self.promised_until = self.now, None

    def decline(self, words: str = "", own: str = "") -> str:
        """The owner does not agree; return the owner's own proposal."""
        own = own or self.texts.say("own")
        self.make("decline", by=self.lead, owner_words=words or self.texts.say("decline"), own_proposal=own)
        return own

    def agree(self, words: str = "") -> None:
        """The owner agrees: on their own page, if the complaint came from there; one out of reach cannot be asked."""
        if self.circumstance:
            self.make("go_ahead", by=self.lead)
        else:
            by = OWNER if self.channel is Channel.WEB else self.lead
            self.make("agree", by=by, owner_words=words or self.texts.say("agree"))
        self.informed_at = self.now

    def worker(self, department: str = "") -> Account:
        """A random worker of the department who is not complained of (C3)."""
        code = department or self.scene.policy.leaf(self.category).department
        crew = [account for account in self.scene.staff.crew(self.scene.code, code) if account not in self.accused]
        return self.chance.choice(crew or list(self.scene.staff.all(Role.DEPARTMENT, self.scene.code, code)))

    def order(self, due_at: datetime, to: Account | None = None, department: str = "", work: str = "",
              by: Account | None = None) -> Order:  # fmt: skip
        """Send an order to the department in charge."""
        code = department or self.scene.policy.leaf(self.category).department
        if not work:
            stop = ". " if self.language == "en" else "。"
            work = f"{self.texts.of('work')}{stop}{self.texts.say('work_note')}"
        self.make(
            "order", by=by or self.lead, department=self.scene.departments[code], account=to, work=work, due_at=due_at
        )
        return self.complaint.orders.latest("pk")

    def finish_order(self, order: Order, by: Actor | Account, result: str = "", photo: bool = True) -> None:
        """Finish the order, with photos."""
        code = order.department.code
        before, files = ([self._photo(code)] if photo and often else [] for often in (self.chance.random() < 0.3, True))
        result = result or self.texts.say("done")
        self.make("finish_order", by=by, order=order, result=result, before=before, files=files)

    def _photo(self, code: str) -> Any:
        return picture(self.scene.album.photo(self.chance, code), "photo.png")

    def complete(self) -> None:
        """Complete the handling and inform the owner."""
        texts = self.texts
        phrase = "outside_done" if self.complaint.stage == Stage.OUTSIDE else ""
        result = texts.say(phrase) if phrase else texts.say("told", result=texts.of("result"))
        self.make("complete", by=self.lead, result=result, **self.told_how)
        self.promised_until = None
        if self.complaint.compensations.filter(state=CompensationState.OWED).exists():
            proof = f"TR-{self.now:%m%d}-{self.chance.randint(1000, 9999)}"
            self.make("pay", by=self.lead, paid_at=self.now, proof=proof)

    def arrange_visit(self, at: datetime) -> None:
        """Agree with the owner when the return visit is made, by a person who did not do the work (R98)."""
        self.make(
            "arrange_visit", by=self.desk, due_at=at, method=Method.PHONE, account=self.caller, consent=True,
            **self._why_so_late(at),
        )  # fmt: skip

    def _why_so_late(self, at: datetime) -> dict[str, str]:
        limit_at = self.complaint.clocks.get(kind=ClockKind.VISIT, stopped_at=None).limit_at
        return {"reason": self.texts.say("visit_later")} if limit_at is not None and at > limit_at else {}

    def visit(self, outcome: VisitOutcome, words: str = "") -> None:
        """One attempt at a return visit, by a person who did not do the work, after any apology that is owed."""
        if self.owes and not self.circumstance:
            self.apologise_for_the_miss()
        facts: dict[str, Any] = {"outcome": outcome, "method": Method.PHONE}
        if outcome is VisitOutcome.SATISFIED:
            facts |= {"owner_words": words or self.texts.say("satisfied"), "completed": True}
            facts["method"] = self.chance.choice((Method.PHONE, Method.PHONE, Method.HOME))
            for name in ("reception", "measures", "result"):
                facts[f"rating_{name}"] = self.chance.choice((3, 4, 4, 5, 5, 5))
        else:
            facts["owner_words"] = words or self.texts.say(outcome.value)
        if outcome is VisitOutcome.NOT_SOLVED:
            facts |= {"rating_reception": self.chance.randint(2, 4), "rating_result": self.chance.randint(1, 2)}
            facts["rating_measures"] = WOULD_NOT_SAY
        self.make("visit", by=self.caller, **facts)
        self.informed_at = self.now

    def summarise(self) -> None:
        """Record reason, lesson and prevention (R105)."""
        reason, lesson, prevention = self.texts.lessons()
        self.make("summarise", by=self.lead, root_cause=reason, lesson=lesson, prevention=prevention)
