"""Complaints about the same matter: of several owners, followed together to each owner's own end; of one owner, one.

Merging ends nothing: each owner keeps the own link, clocks, result, visit and verdict. Only the work is done once, at
the main complaint, and what is said there is passed on (`passes_on` of a row names the row that does so).
"""

from heed.process import compensation_guards, danger_guards, facts, guards, joint_facts, joint_guards, promise_guards
from heed.process.move import Move, OwnerText, Spoken, Tone
from heed.process.order_guards import orders_ended
from heed.process.roles import DESK, INTAKE
from heed.process.words import BEFORE_HANDLED, N_, OPEN, ClockKind, Line, Party, Role, Stage

_RESULT = OwnerText(
    N_("There is a result; we will ask whether you are satisfied"),
    if_out_of_reach=N_("There is a result"),
    spoken=(facts.RESULT,),
)
_ENDS_WITH_RESULT = (
    ClockKind.ANSWER, ClockKind.PROMISE, ClockKind.FINISH, ClockKind.REPORT_BACK, ClockKind.PROGRESS,
)  # fmt: skip

MERGE = Move(
    name="merge",
    label=N_("Merge with another owner's complaint"),
    done=N_("merged it with another owner's complaint"),
    at=BEFORE_HANDLED,
    by=(*DESK, Party.OWNER),
    asks=(facts.OTHER, facts.REASON),
    needs=(danger_guards.everybody_is_safe, joint_guards.works_on_its_own, joint_guards.leads_no_other),
    tells=(Party.CASE_OWNER, Party.OWNER),
    owner_sees=OwnerText(N_("We follow this together with the same matter of another owner")),
    tone=Tone.QUIET,
    many=True,
    rule="R10 R68",
)
SEPARATE = Move(
    name="separate",
    label=N_("Follow separately again"),
    done=N_("separated it from the other complaint"),
    at=BEFORE_HANDLED,
    by=(*DESK, Party.CLOCKWORK),
    asks=(facts.REASON,),
    offered_while=joint_guards.is_followed_together,
    tells=(Party.CASE_OWNER, Party.OWNER),
    owner_sees=OwnerText(N_("We follow your matter on its own again")),
    tone=Tone.QUIET,
    rule="R10 R68",
)
TELL_RESULT = Move(
    name="tell_result",
    label=N_("Tell the result"),
    done=N_("told the result of the merged complaint"),
    at=BEFORE_HANDLED,
    to=(Stage.HANDLED,),
    by=DESK,
    asks=(facts.RESULT, facts.TOLD_HOW),
    offered_while=joint_guards.main_work_is_over,
    needs=(danger_guards.everybody_is_safe, orders_ended),
    guards=(promise_guards.completed_as_promised,),
    stops=_ENDS_WITH_RESULT,
    tells=(Party.OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=_RESULT,
    key="r",
    rule="R10 R60 R76",
)
JOIN_EARLIER = Move(
    name="join_earlier",
    label=N_("Continue in the owner's earlier complaint"),
    done=N_("continued it in the owner's earlier complaint"),
    at=BEFORE_HANDLED,
    to=(Stage.MERGED,),
    by=INTAKE,
    asks=(joint_facts.EARLIER, facts.REASON),
    needs=(
        danger_guards.everybody_is_safe, joint_guards.leads_no_other, guards.promises_settled, guards.apology_made,
        compensation_guards.is_settled,
    ),
    tells=(Party.CASE_OWNER,),
    owner_sees=OwnerText(N_("We go on with it in your earlier complaint")),
    tone=Tone.QUIET,
    rule="R10 R93",
)  # fmt: skip

# What the other side of such a move has on its timeline, and what is passed on: made along with the move

WAS_MERGED = Move(
    name="was_merged",
    label=N_("Another owner's complaint was merged with it"),
    done=N_("merged another owner's complaint with it"),
    at=BEFORE_HANDLED,
    by=(Party.CLOCKWORK,),
    asks=(facts.OTHER,),
    tells=(Party.CASE_OWNER,),
    tone=Tone.QUIET,
    rule="R10 R68",
)
WAS_SEPARATED = Move(
    name="was_separated",
    label=N_("A merged complaint was separated from it"),
    done=N_("separated a merged complaint from it"),
    at=tuple(Stage),
    by=(Party.CLOCKWORK,),
    asks=(facts.OTHER,),
    tells=(Party.CASE_OWNER,),
    tone=Tone.QUIET,
    rule="R10 R68",
)
CAME_AGAIN = Move(
    name="came_again",
    label=N_("The owner complained again"),
    done=N_("recorded that the owner complained again"),
    at=OPEN,
    by=(Party.CLOCKWORK,),
    asks=(facts.OTHER,),
    tells=(Party.CASE_OWNER, Role.DIRECTOR),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("You told us again, and we go on with it here")),
    tone=Tone.QUIET,
    rule="R10",
)
PASS_ON_NEWS = Move(
    name="pass_on_news",
    label=N_("News of the merged complaint"),
    done=N_("passed on how it stands"),
    at=BEFORE_HANDLED,
    by=(Party.CLOCKWORK,),
    asks=(facts.WORDS,),
    restarts=(ClockKind.PROGRESS,),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("We told you how it stands"), spoken=(facts.WORDS,)),
    tone=Tone.QUIET,
    rule="R56 R68",
)
PASS_ON_ANSWER = Move(
    name="pass_on_answer",
    label=N_("Answer from the merged complaint"),
    done=N_("passed on the answer"),
    at=BEFORE_HANDLED,
    by=(Party.CLOCKWORK,),
    asks=(facts.WORDS,),
    stops=(ClockKind.ANSWER,),
    restarts=(ClockKind.PROGRESS,),
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("We answered you"), spoken=(Spoken(facts.WORDS, label=N_("Our answer")),)),
    tone=Tone.QUIET,
    rule="R68 R76",
)
PASS_ON_RESULT = Move(
    name="pass_on_result",
    label=N_("Result of the merged complaint"),
    done=N_("passed on the result"),
    at=BEFORE_HANDLED,
    to=(Stage.HANDLED,),
    by=(Party.CLOCKWORK,),
    asks=(facts.RESULT,),
    needs=(danger_guards.everybody_is_safe, orders_ended, promise_guards.only_work_is_promised),
    stops=_ENDS_WITH_RESULT,
    tells=(Party.CASE_OWNER, Party.OWNER),
    line=Line.OWNER_CENTRE,
    owner_sees=_RESULT,
    tone=Tone.QUIET,
    rule="R60 R68 R76",
)

ROWS = (
    MERGE, SEPARATE, TELL_RESULT, JOIN_EARLIER, WAS_MERGED, WAS_SEPARATED, CAME_AGAIN, PASS_ON_NEWS, PASS_ON_ANSWER,
    PASS_ON_RESULT,
)  # fmt: skip
