"""Files that the staff give the owner with a message: a photo of the work, a recording, a paper (R56, R76)."""

from heed.process.facts import FILES
from heed.process.words import N_

FOR_OWNER = FILES.labelled(
    N_("Photos or a recording for the owner"), hint=N_("The owner sees and hears them on the own page.")
).optional()
