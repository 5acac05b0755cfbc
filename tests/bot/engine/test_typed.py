"""What is typed into forms is read strictly, and what cannot be kept is refused in a sentence."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.engine.messages import Submission
from bot.engine.typed import KEPT, MOST, day, number, several, text, time_of_day, typed
from permanence.refusals import Incomplete, NotFound
from tests.cast import EAST
from tests.play import CHANNEL, caller


def pressed(**data: Any) -> Submission:
    return Submission("verb", data, caller(EAST), CHANNEL, "card", "delivery")


@given(st.text(max_size=2 * MOST))
def test_text_is_kept_without_what_no_database_or_card_takes_or_is_refused(given_text: str) -> None:
    allowed = "".join(c for c in given_text if c.isprintable() or c in KEPT).strip()
    if allowed.strip(KEPT) and len(allowed) <= MOST:
        assert text(pressed(text=given_text), "text", "Write something.") == allowed
    else:
        with pytest.raises(Incomplete):
            text(pressed(text=given_text), "text", "Write something.")


@pytest.mark.parametrize("nothing", [None, "", "\u200d", "  \n", "\x00", "\u202e"])
def test_nothing_typed_is_answered_with_what_is_missing(nothing: str | None) -> None:
    with pytest.raises(Incomplete, match="Write something"):
        text(pressed(text=nothing), "text", "Write something.")


@pytest.mark.parametrize("wrong", ["12/03/2026", "2026-13-01", "tomorrow", "2026-02-30"])
def test_a_date_that_is_none_is_said_back(wrong: str) -> None:
    with pytest.raises(Incomplete, match="is not a date"):
        day(pressed(due=wrong), "due", "Choose a date.")
    assert day(pressed(due=" 2026-03-12 "), "due", "Choose a date.") == date(2026, 3, 12)


@pytest.mark.parametrize("wrong", ["", "x", "-1", "1.5", "٣", "9" * 10, None])
def test_an_id_that_is_none_is_an_old_button(wrong: str | None) -> None:
    with pytest.raises(NotFound, match="older version of the card"):
        number(pressed(id=wrong), "id")
    assert number(pressed(id=12), "id") == number(pressed(id="12"), "id") == 12


def test_several_and_what_was_typed_come_as_they_were_sent() -> None:
    assert several(pressed(people="a,,b"), "people") == ("a", "b")
    assert several(pressed(), "people") == ()
    assert typed(pressed(text=" kept as typed ", due=""), "text", "due", "owner") == {"text": " kept as typed "}


@given(
    at=st.times(time(7)),
    form=st.sampled_from(["{0:02}:{1:02}", "{0}:{1:02}", "{0}.{1:02}", "{0}h{1:02}", "{0:02}{1:02}"]),
)
def test_a_time_is_read_as_people_write_it_and_never_as_another(at: time, form: str) -> None:
    given_time = form.format(at.hour, at.minute)
    assert time_of_day(pressed(time=given_time), "time") == f"{at:%H:%M}"


@pytest.mark.parametrize("typed_time", ["2.30", "2:30", "6h00", "1:05"])
def test_an_hour_that_is_in_the_night_or_after_noon_is_asked_with_both(typed_time: str) -> None:
    with pytest.raises(Incomplete, match=r"may be 0[126]:.* or 1[348]:.*; write which"):
        time_of_day(pressed(time=typed_time), "time")
    assert time_of_day(pressed(time="02:30"), "time") == "02:30"


@pytest.mark.parametrize("doubtful", ["9", "930", "9.5", "24:00", "12:60", "1O:30", "9:3", "²:30", "\uff11\uff14:30"])
def test_a_time_that_might_be_another_is_asked_again(doubtful: str) -> None:
    with pytest.raises(Incomplete, match="is not a time"):
        time_of_day(pressed(time=doubtful), "time")
