"""What was typed into a form, read strictly: a value, or the sentence that says what is wrong with it."""

from __future__ import annotations

import re
from datetime import date

from bot.engine.messages import Submission
from permanence.refusals import Incomplete, NotFound
from permanence.subject import Subject

MOST = 1000
# A bare hour, and "930", which might be an hour with half of another, are asked again.
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])|([01][0-9]|2[0-3])([0-5][0-9])", re.ASCII)
EARLY = 7  # o'clock: of a meeting "at 2.30" nobody means the night
KEPT = "\n\t\u200c\u200d"  # the joiners are part of how some names and scripts are written


def text(pressed: Submission, name: str, missing: str, most: int = MOST) -> str:
    """Words of at most so many characters; `missing` is said when there are none."""
    value = text_if_any(pressed, name, most)
    if not value:
        raise Incomplete(missing)
    return value


def text_if_any(pressed: Submission, name: str, most: int = MOST) -> str:
    """Words of at most so many characters, or none."""
    given = str(pressed.data.get(name) or "")
    value = "".join(c for c in given if c.isprintable() or c in KEPT).strip()
    if len(value) > most:
        raise Incomplete(f"This is {len(value)} characters long; at most {most} fit, so shorten it.")
    return value if value.strip(KEPT) else ""


def day(pressed: Submission, name: str, missing: str) -> date:
    """A date as a date input sends it; `missing` is said when there is none."""
    given = str(pressed.data.get(name) or "").strip()
    if not given:
        raise Incomplete(missing)
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Incomplete(f'"{given[:20]}" is not a date; choose one such as 2026-03-12.') from None


def time_of_day(pressed: Submission, name: str) -> str:
    """A time of the day as 14:00, or nothing where none was typed."""
    given = text_if_any(pressed, name, most=5)
    read = CLOCK.fullmatch(given)
    if not given:
        return ""
    if not read:
        raise Incomplete(f'"{given}" is not a time; write one such as 14:00.')
    hour, minute = read[1] or read[3], read[2] or read[4]
    if len(hour) == 1 and int(hour) < EARLY:
        raise Incomplete(f'"{given}" may be {int(hour):02}:{minute} or {int(hour) + 12}:{minute}; write which.')
    return f"{int(hour):02}:{minute}"


def number(pressed: Submission, name: str) -> int:
    """An id or a row version of the button's own data."""
    given = str(pressed.data.get(name, ""))
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise NotFound("This button is from an older version of the card; ask for the card again.")
    return int(given)


def about(pressed: Submission) -> Subject:
    """What the card that was pressed is about."""
    return Subject.parse(pressed.data.get("of"))


def several(pressed: Submission, name: str) -> tuple[str, ...]:
    """The values chosen in a choice of any number."""
    return tuple(value for value in str(pressed.data.get(name) or "").split(",") if value)


def typed(pressed: Submission, *names: str) -> dict[str, str]:
    """What was typed, as it was, so that a form can be shown again with it."""
    return {name: str(pressed.data[name])[: 2 * MOST] for name in names if pressed.data.get(name)}


def by_id(pressed: Submission, prefix: str) -> dict[int, str]:
    """What was typed into inputs named `prefix` and an id, by id."""
    names = [name for name in pressed.data if name.startswith(prefix) and name.removeprefix(prefix).isdecimal()]
    return {int(name.removeprefix(prefix)): str(pressed.data[name])[:MOST] for name in names}
