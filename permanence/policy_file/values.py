"""Values that are more than their type: a true that is not 1, a time to the minute, days and numbers that can be."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from permanence.journeys.journey_words import PLANS
from permanence.policy_file.in_toml import shown

# What a council can mean; a number beyond is a slip of the finger.
Count = Annotated[int, Field(ge=1, le=1000)]
Nth = Annotated[int, Field(ge=1, le=60)]  # 18 years of reviews are some 40
WorkingDays = Annotated[int, Field(ge=1, le=60)]  # before a sitting
Plans = Annotated[int, Field(ge=1, le=len(PLANS))]
Happened = Annotated[int, Field(ge=0, le=60)]

FIRST_DAY, LAST_DAY = date(1989, 11, 16), date(2060, 12, 31)  # the Children Act 1989 was passed on the first


def _true(value: Any) -> Any:
    if value is not True:
        raise ValueError(f"{shown(value)} was found; it is written true, or left out")
    return value


def _whole(value: Any) -> Any:
    if type(value) is not int:
        raise ValueError(f"{shown(value)} was found; a whole number belongs here")
    return value


def _to_the_minute(value: time) -> time:
    if value.second or value.microsecond:
        minute = value.replace(second=0, microsecond=0)
        raise ValueError(f"{value} was found, which is not a full minute; a time is written {minute.isoformat()}")
    return value


def _of_this_age(value: date) -> date:
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(f"{value} was found; a date here is from {FIRST_DAY} to {LAST_DAY}")
    return value


def in_order(begins: date | None, ends: date | None) -> None:
    """`until` is the first day on which something no longer is, so it is later than `from`."""
    if begins is not None and ends is not None and ends <= begins:
        raise ValueError(f"until {ends} is not later than from {begins}; until is the first day on which it is over")


OnlyTrue = BeforeValidator(_true)  # a literal true takes 1 for it otherwise
OnlyWhole = BeforeValidator(_whole)  # a literal number takes true and 1.0 for 1 otherwise
Date = Annotated[date, AfterValidator(_of_this_age)]
TimeOfDay = Annotated[time, AfterValidator(_to_the_minute)]
