"""Whole numbers in addresses and hidden fields, where any text may stand."""

#: The largest key of a row, on both databases.
LARGEST = 2**63 - 1


def whole_number(text: object, *, most: int = LARGEST) -> int | None:
    """The number that a text holds, from 0 to `most`; None where it holds anything else.

    Only the digits 0 to 9 count: "²", "①", signs, blanks and five thousand digits are no number.
    """
    typed = str(text or "")
    if not (typed.isascii() and typed.isdigit()) or len(typed) > len(str(most)):
        return None
    number = int(typed)
    return number if number <= most else None
