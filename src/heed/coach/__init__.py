"""The coach: what to say and do now, from the case's facts (R26 to R47, R63, R64, R127 to R146).

    coach = Coach(known)          # what is known so far, see `known.KnownFacts`
    coach.say                     # phrases for this moment, facts marked
    coach.cues, coach.cards, coach.ticks, coach.tips …

Nothing here reads the database. Every text is a message id, so the coach speaks every language of Heed.
"""

from heed.coach.advice import advice
from heed.coach.coach import Coach
from heed.coach.known import KnownFacts, address

__all__ = ["Coach", "KnownFacts", "address", "advice"]
