"""What is typed into forms is read strictly, and what cannot be kept is refused in a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.engine.messages import Submission
from bot.engine.typed import MOST, count_if_any, day, day_if_any, number, several, text, time_if_any, typed
from cards.fields import Field
from permanence.clean_text import clean
from permanence.refusals import Incomplete, NotFound
from tests.cast import EAST
from tests.play import CHANNEL, caller

DUE = Field("due", "By when", "Choose a date.")
TIME = Field("time", "Time")
WEEKS = Field("weeks", "Interval in weeks")


def pressed(**data: Any) -> Submission:
    return Submission("verb", data, caller(EAST), CHANNEL, "card", "delivery")


@given(st.text(max_size=2 * MOST))
def test_text_is_kept_without_what_no_database_or_card_takes_or_is_refused(given_text: str) -> None:
    allowed = clean(given_text).strip()
    if allowed and len(allowed) <= MOST:
        assert text(pressed(text=given_text), "text", "Write something.") == allowed
    else:
        with pytest.raises(Incomplete):
            text(pressed(text=given_text), "text", "Write something.")


@pytest.mark.parametrize("nothing", [None, "", "\u200d", "  \n", "\x00", "\u202e"])
def test_nothing_typed_is_answered_with_what_is_missing(nothing: str | None) -> None:
    with pytest.raises(Incomplete, match="Write something"):
        text(pressed(text=nothing), "text", "Write something.")


@pytest.mark.parametrize("wrong", ["12/03", "2026-13-01", "tomorrow", "30.2.2026", "1/1/1900", "\u00b2/3/2026"])
def test_a_date_that_is_none_is_said_back_with_its_field(wrong: str) -> None:
    for read in (day, day_if_any):
        with pytest.raises(Incomplete, match=f'^By when: "{wrong}" .*write'):
            read(pressed(due=wrong), DUE)


@pytest.mark.parametrize(
    "right", ["2026-03-12", " 12/3/2026 ", "12 March 2026", "Thu 12 Mar 2026", "\u200e12/\u200e03/2026"]
)
def test_a_date_is_read_as_an_input_sends_it_and_as_people_write_it(right: str) -> None:
    assert day(pressed(due=right), DUE) == day_if_any(pressed(due=right), DUE) == date(2026, 3, 12)


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u200b", "\ufeff\u00a0"])
def test_nothing_typed_is_no_doubt(nothing: str | None) -> None:
    with pytest.raises(Incomplete, match="Choose a date"):
        day(pressed(due=nothing), DUE)
    assert day_if_any(pressed(due=nothing), DUE) is None
    assert time_if_any(pressed(time=nothing), TIME) == ""
    assert count_if_any(pressed(weeks=nothing), WEEKS, "week") is None


@pytest.mark.parametrize("wrong", ["", "x", "-1", "1.5", "٣", "9" * 10, None])
def test_an_id_that_is_none_is_an_old_button(wrong: str | None) -> None:
    with pytest.raises(NotFound, match="older version of the card"):
        number(pressed(id=wrong), "id")
    assert number(pressed(id=12), "id") == number(pressed(id="12"), "id") == 12


def test_several_and_what_was_typed_come_as_they_were_sent() -> None:
    assert several(pressed(people="a,,b"), "people") == ("a", "b")
    assert several(pressed(), "people") == ()
    assert typed(pressed(text=" kept as typed ", due=""), "text", "due", "owner") == {"text": " kept as typed "}


def test_a_time_and_a_number_are_read_or_said_back_with_their_field() -> None:
    assert time_if_any(pressed(time="9.30 a.m."), TIME) == "09:30"
    assert time_if_any(pressed(time="00:00"), TIME) == "00:00"
    assert count_if_any(pressed(weeks="6 weeks"), WEEKS, "week") == 6
    assert count_if_any(pressed(weeks=6), WEEKS, "week") == 6
    with pytest.raises(Incomplete, match=r'^Time: "2.30" may be 02:30 or 14:30: write 2.30am or 2.30pm.$'):
        time_if_any(pressed(time="2.30"), TIME)
    with pytest.raises(Incomplete, match=r'^Interval in weeks: "1,5" may be read two ways'):
        count_if_any(pressed(weeks="1,5"), WEEKS, "week")
