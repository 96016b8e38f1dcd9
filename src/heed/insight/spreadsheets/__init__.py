"""Lists of homes and residents as companies keep them: read from a spreadsheet, recognised, checked in plain words.

`read(body)` gives the sheets of a file as text; `recognise(sheets)` makes lines of them, with whatever is wrong.
Pure: nothing here knows the database.
"""

from heed.insight.spreadsheets.columns import COLUMNS, Column
from heed.insight.spreadsheets.old_columns import OLD_COLUMNS
from heed.insight.spreadsheets.old_rows import OldComplaintList, OldRow, recognise_old
from heed.insight.spreadsheets.reading import LARGEST, MOST_ROWS, SheetText, UnreadableFile, read
from heed.insight.spreadsheets.rows import ListRow, RecognisedList, RowProblem, recognise

__all__ = [
    "COLUMNS",
    "LARGEST",
    "MOST_ROWS",
    "OLD_COLUMNS",
    "Column",
    "ListRow",
    "OldComplaintList",
    "OldRow",
    "RecognisedList",
    "RowProblem",
    "SheetText",
    "UnreadableFile",
    "read",
    "recognise",
    "recognise_old",
]
