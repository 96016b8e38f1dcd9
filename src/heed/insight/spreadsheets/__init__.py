"""Lists of homes and residents as companies keep them: read from a spreadsheet, recognised, checked in plain words.

`read(body)` gives the sheets of a file as text; `recognise(sheets)` makes lines of them, with whatever is wrong.
Pure: nothing here knows the database.
"""

from heed.insight.spreadsheets.columns import COLUMNS, Column
from heed.insight.spreadsheets.reading import LARGEST, MOST_ROWS, SheetText, Unreadable, read
from heed.insight.spreadsheets.rows import Line, Sheet, Trouble, recognise

__all__ = [
    "COLUMNS",
    "LARGEST",
    "MOST_ROWS",
    "Column",
    "Line",
    "Sheet",
    "SheetText",
    "Trouble",
    "Unreadable",
    "read",
    "recognise",
]
