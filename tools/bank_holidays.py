"""Writes permanence/bank_holidays.txt, the bank holidays of England and Wales, from the holidays library."""

from __future__ import annotations

from datetime import date

from permanence.calendar import BANK_HOLIDAYS, FIRST_YEAR, LAST_YEAR, reckoned


def listed() -> str:
    """Every day and its name, in order; written anew when the library knows of another, such as a coronation."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    return "".join(f"{date.fromordinal(day)} {name}\n" for year in years for day, name in reckoned(year).items())


if __name__ == "__main__":
    BANK_HOLIDAYS.write_text(listed(), encoding="utf-8")
