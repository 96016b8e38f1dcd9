"""Lists of homes and residents as companies keep them: read from a spreadsheet, recognised and validated.

`read(body)` returns the rows of a file as text; `recognise(rows)` returns their values, and every problem in plain
words. Nothing here uses the database.
"""

from heed.insight.spreadsheets.columns import COLUMNS, Column
from heed.insight.spreadsheets.reading import LARGEST, MOST_ROWS, UnreadableFile, read
from heed.insight.spreadsheets.rows import ListRow, RecognisedList, RowProblem, recognise

__all__ = [
    "COLUMNS",
    "LARGEST",
    "MOST_ROWS",
    "Column",
    "ListRow",
    "RecognisedList",
    "RowProblem",
    "UnreadableFile",
    "read",
    "recognise",
]
