"""Every test compiles its policies afresh, so that what it tests is the engine as it stands."""

from __future__ import annotations

import pytest

from permanence import calendar, explain, policy


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    policy._shipped.cache_clear()
    calendar.bank_holidays.cache_clear()
    explain.in_words.cache_clear()
