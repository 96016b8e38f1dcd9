"""Whether a complaint is recorded clearly (R83)."""


def is_recorded_clearly(
    *, content: str, course: str, name: str, home: str, contact: str, out_of_reach: bool, settled: bool = False
) -> bool:
    """Return whether what was said, the course of events, and name, home and contact are on record.

    Of an owner who is anonymous or cannot be reached the last three are not asked (R6); what is settled on the spot
    needs no course of events (R4).
    """
    owner = out_of_reach or all(map(str.strip, (name, home, contact)))
    return bool(content.strip() and (settled or course.strip()) and owner)
