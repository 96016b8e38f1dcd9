"""The return visit by questionnaire: it is sent with the owner's link, and the owner answers on the own page (R91)."""

from dataclasses import replace

from heed.process import compensation_guards, facts, questionnaires, reach_guards, visiting
from heed.process.move import Move, OwnerText, Tone
from heed.process.moves.closing import after_visit
from heed.process.roles import DESK
from heed.process.words import N_, ClockKind, ClosingCode, Line, Party, Stage, VisitOutcome

SEND_QUESTIONNAIRE = Move(
    name="send_questionnaire",
    label=N_("Send a questionnaire"),
    done=N_("sent the owner a questionnaire about the result"),
    at=(Stage.HANDLED,),
    by=(*DESK, Party.CLOCKWORK),
    asks=(facts.NOTE.optional(),),
    offered_while=questionnaires.none_was_sent,
    needs=(reach_guards.owner_can_be_visited, questionnaires.can_be_sent),
    actor_guards=(visiting.other_than_handler,),
    starts=(ClockKind.VISIT,),
    drops=(ClockKind.VISIT,),
    tells=(Party.OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(N_("The work is done. Please tell us in four short questions how it went")),
    tone=Tone.QUIET,
    rule="R91 C3",
)
ANSWER_QUESTIONNAIRE = Move(
    name="answer_questionnaire",
    label=N_("Answer the questionnaire"),
    done=N_("answered the questionnaire"),
    at=(Stage.HANDLED,),
    to=(Stage.CLOSED, Stage.INVESTIGATING),
    choose=after_visit,
    by=(Party.OWNER,),
    asks=(
        replace(facts.OUTCOME, leaves_out=(VisitOutcome.DECLINED, VisitOutcome.NOT_REACHED)),
        *(replace(mark, required=True, when=None) for mark in facts.RATINGS),
        replace(facts.OWNER_WORDS, when=(facts.OUTCOME.name, (VisitOutcome.NOT_SOLVED,))),
    ),
    offered_while=questionnaires.was_sent,
    guards=(compensation_guards.settled_if_it_ends,),
    closes_as=ClosingCode.CONFIRMED,
    drops=(ClockKind.REVIEW,),
    tells=(Party.CASE_OWNER,),
    line=Line.OWNER_CENTRE,
    owner_sees=OwnerText(
        N_("You answered our questions"),
        by_value=(
            facts.OUTCOME,
            {
                VisitOutcome.NOT_SOLVED: N_("You told us that it is not solved; we begin again"),
                VisitOutcome.SATISFIED: N_("You confirmed that it is solved"),
            },
        ),
        spoken=(facts.OWNER_WORDS,),
    ),
    rule="R66 R90 R91 R92 R96 C4",
)

ROWS = (SEND_QUESTIONNAIRE, ANSWER_QUESTIONNAIRE)
