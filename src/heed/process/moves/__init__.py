"""The table of moves: what may happen to a complaint, by whom, with which facts, which clocks it moves, who is told.

Each row is a `Move`. Buttons, forms, permissions, clocks, notices, the owner's page and docs/process.md are made
from the rows; the effect of a move on the records stands in the action of its name (`actions/`). The fields of a row:

Its words
    name, label (on the button), done (in the timeline, after the name of who did it; `done_by_owner` where the
    owner made it), rule (the requirements it rests on).
Where it leads
    at: the stages in which it may be made; none, for a complaint that is not on record yet.
    to: the stage after it; none where the stage stays. Of several, `choose` takes one by the facts.
    closes_as: the closing code of a move that leads to closed, or the fact that names the code.
    order: what it does to an order: the states the order may be in, and the one it gets.
Who makes it
    by: the roles and parties that may. accused_may: also a staff member that the complaint is about (C3).
    open_to: a guard of the case and who acts; where it refuses, the move is not open to this actor.
What is recorded
    asks: the facts that its form asks for. given: further facts that Heed gives along and no form asks for.
    Every other fact is refused. not_in_timeline: facts that the timeline leaves out, as they stand elsewhere.
    amends: its facts are columns of the complaint; the form shows them, and only what is new is recorded.
When it is refused
    needs: guards that look at the case alone. actor_guards: at the case and who acts. guards: at the facts, too.
    offered_while: a guard of the case; while it refuses there is nothing to do, and no button is shown.
Clocks
    starts, stops (in time or late), drops (no longer needed), restarts (stops and starts). Clocks that belong to a
    stage, a round or a duty stand below. acknowledges: it answers the clocks that were escalated.
    passes_on: the row that is made on each complaint that is followed together with this one (merged into it).
Who is told
    tells: the roles and parties that get a notice. tells_robots: whether group chats get one, too.
    line: between whom the words passed (R74). owner_sees: what the owner reads of it; None, nothing.
How it is offered
    tone: how the button looks. key: its key on the keyboard. first_while: the circumstance (a situation of the case)
    in which it is the first button. desk_step: it is a step of the reception at the desk. many: it may be made on
    several complaints at once with the same facts, on each as a move of its own; none that records what an owner said.
"""

from heed.process.move import Move
from heed.process.moves import (
    any_time,
    asking,
    bodies,
    closing,
    compensating,
    demanding,
    joining,
    orders,
    owner_links,
    reviewing,
    solving,
    supervision,
    taking_in,
)
from heed.process.words import ClockKind, Stage

ROWS: tuple[Move, ...] = (
    *taking_in.ROWS, *solving.ROWS, *orders.ROWS, *compensating.ROWS, *closing.ROWS, *asking.ROWS, *joining.ROWS,
    *any_time.ROWS, *supervision.ROWS, *demanding.ROWS, *bodies.ROWS, *owner_links.ROWS,
    *reviewing.ROWS,
)  # fmt: skip
MOVES: dict[str, Move] = {move.name: move for move in ROWS}

#: Roles that decide what was asked for approval, and roles that make return visits.
APPROVERS = MOVES["approve"].roles
VISITORS = MOVES["visit"].roles

#: Clocks that belong to a stage: started on entering it, stopped on leaving it.
STAGE_CLOCKS: dict[Stage, tuple[ClockKind, ...]] = {
    Stage.RECEIVED: (ClockKind.VERIFY,),
    Stage.HANDLED: (ClockKind.VISIT,),
    Stage.WATCHING: (ClockKind.SILENCE,),
    Stage.CLOSED: (ClockKind.CHECK, ClockKind.SUMMARY),
}
#: Clocks that end on reaching a stage: a complaint is closed; an owner who declines the visit leaves nothing more to do
#: (R70).
STOPPED_AT: dict[Stage, tuple[ClockKind, ...]] = {
    Stage.WATCHING: (ClockKind.CLOSING,),
    Stage.CLOSED: (ClockKind.CLOSING,),
}
#: Clocks whose time a body sets: they run on after the complaint has ended, since the body waits all the same (R14).
BODY_CLOCKS = bodies.CLOCKS
#: Clocks of what is still to do once a complaint is closed: a call, the director's check, the summary (R98, R105, C3),
#: a second look that the owner asked for.
AFTER_CLOSING = (ClockKind.FRIENDLY_CALL, *reviewing.OF_RESULT, *STAGE_CLOCKS[Stage.CLOSED])
#: Clocks of a duty that no row starts: a promise that was missed, or moved with too little notice, does (R72); a level
#: at which people may be in danger does (R71).
DUTY_CLOCKS: tuple[ClockKind, ...] = (ClockKind.APOLOGY, ClockKind.SAFETY)
#: Clocks that do not run while people may be in danger (True), and while nobody is (False).
WAITING_CLOCKS: dict[bool, tuple[ClockKind, ...]] = {True: (ClockKind.VERIFY,), False: (ClockKind.SAFETY,)}
#: Clocks that belong to the result of a round: a new round drops them (R66).
OF_RESULT = reviewing.OF_RESULT
#: Clocks that every new round starts afresh (R66).
ROUND_CLOCKS: tuple[ClockKind, ...] = (ClockKind.ANSWER, ClockKind.CLOSING, ClockKind.PROGRESS)
