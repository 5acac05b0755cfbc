"""What was typed into a form, read strictly: a value, or the sentence that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

from bot.engine.messages import Card, Reply, Submission
from cards import house_words, take_back_form
from cards.fields import Field, count_in_if_any, day_in, day_in_if_any, time_in_if_any
from cards.take_back_form import REASON_MISSING, TakeBackForm
from permanence.clean_text import clean
from permanence.reasons import LONGEST_REASON
from permanence.refusals import Incomplete, NotFound
from permanence.subject import Subject

MOST = 1000
AskedWhy = Callable[[Mapping[str, str], str], Awaitable[TakeBackForm]]  # the form, with what was typed and the line


def text(pressed: Submission, name: str, missing: str, most: int = MOST) -> str:
    """Words of at most so many characters; `missing` is said when there are none."""
    value = text_if_any(pressed, name, most)
    if not value:
        raise Incomplete(missing)
    return value


def text_if_any(pressed: Submission, name: str, most: int = MOST) -> str:
    """Words of at most so many characters, or none."""
    value = clean(str(pressed.data.get(name) or "")).strip()
    if len(value) > most:
        raise Incomplete(f"This is too long: {house_words.too_long(len(value), most)}")
    return value


def day(pressed: Submission, field: Field) -> date:
    """A date, as a date input sends it or as it was typed; what is missing or doubtful is said with the field."""
    return day_in(field, _given(pressed, field))


def day_if_any(pressed: Submission, field: Field) -> date | None:
    """A date, or none where none was given."""
    return day_in_if_any(field, _given(pressed, field))


def time_if_any(pressed: Submission, field: Field) -> str:
    """A time of the day as 14:00, or nothing where none was typed."""
    found = time_in_if_any(field, _given(pressed, field))
    return f"{found:%H:%M}" if found is not None else ""


def count_if_any(pressed: Submission, field: Field, unit: str) -> int | None:
    """A whole number, or none where none was typed."""
    return count_in_if_any(field, _given(pressed, field), unit)


def _given(pressed: Submission, field: Field) -> str:
    return str(pressed.data.get(field.name) or "")


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
    return {name: str(pressed.data[name]) for name in names if pressed.data.get(name)}


def by_id(pressed: Submission, prefix: str) -> dict[int, str]:
    """What was typed into inputs named `prefix` and an id, by id."""
    names = [name for name in pressed.data if name.startswith(prefix) and name.removeprefix(prefix).isdecimal()]
    return {int(name.removeprefix(prefix)): str(pressed.data[name]) for name in names}


def start_of(pressed: Submission) -> int:
    """The `start` the button carried; the beginning when it carried none that is a number."""
    return page_start(str(pressed.data.get("start", "")))


def page_start(given: str) -> int:
    """A count of lines to leave out, as a button carries it."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0


async def ask_why(asked: AskedWhy) -> Reply:
    """The form, with nothing typed yet."""
    return Reply(take_back_form.draw(await asked({}, "")))


async def take_back(pressed: Submission, asked: AskedWhy, done: Callable[[str], Awaitable[Card]]) -> Reply:
    """The card of what `done` leaves, given the reason; the form again where it is missing or nothing can be done."""
    try:
        return Reply(await done(text(pressed, "reason", REASON_MISSING, LONGEST_REASON)))
    except Incomplete as no:
        return Reply(take_back_form.draw(await asked(typed(pressed, "reason"), no.sentence)))
