"""A child in care by the record is in care here, with dates or a sentence: files imported, then asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import app
from tests.records import returns
from tests.records.books import child, workbook
from tests.records.returns import episode

DAY = "2026-03-02"
Row = dict[str, str]
Said = Callable[..., str]
REF = "C-1042"
BREAKS = {"LS": "V4"}


def of(began: str, reason: str = "S", ended: str = "", left_by: str = "", **codes: str) -> Row:
    return episode(REF, began, reason, ended, left_by, **codes)


def place(came: str) -> dict[str, str]:
    return {"PLACE": came}


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs a command on a database of its own and gives what it said."""
    monkeypatch.setenv("PERMANENCE_DATABASE_URL", f"sqlite:///{tmp_path}/here/permanence.db")
    monkeypatch.setenv("PERMANENCE_POLICY", "dudley-2021")

    def ran(*argv: str | Path) -> str:
        assert app.main([str(part) for part in argv]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return ran


@pytest.fixture
def returned(said: Said, tmp_path: Path) -> Callable[..., str]:
    def imported(*rows: Row, as_of: str = DAY) -> str:
        path = tmp_path / "episodes.csv"
        path.write_bytes(returns.table("Episodes", *rows))
        return said("import", path, "--as-of", as_of, "--confirm")

    return imported


@pytest.fixture
def listed(said: Said, tmp_path: Path) -> Callable[..., str]:
    def imported(as_of: str = DAY, **facts: object) -> str:
        path = tmp_path / "list.xlsx"
        plain = {"reviewed": "", "visited": "", "plan": "", "date_of_birth": date(2015, 3, 4), **facts}
        path.write_bytes(workbook(child(**plain)))
        return said("import", path, "--as-of", as_of, "--confirm")

    return imported


# Of each: the episodes, the day the running period of care began.
TOUCHING = {
    "short breaks and then care the same day": (
        [of("04/03/2024", "S", "11/08/2025", "E8", **BREAKS), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "short breaks whose start is not given and then care the same day": (
        [of("04/03/2024", "P", "11/08/2025", "E8", **BREAKS), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "V3 and then care the same day": (
        [of("04/03/2024", "S", "11/08/2025", "E8", LS="V3"), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "short breaks and then care a day later": (
        [of("04/03/2024", "S", "10/08/2025", "E8", **BREAKS), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "short breaks that end after care began": (
        [of("04/03/2024", "S", "20/08/2025", "E8", **BREAKS), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "short breaks that end after care began and the child moved": (
        [
            of("04/03/2024", "S", "20/08/2025", "E8", **BREAKS),
            of("11/08/2025", "S", "15/08/2025", "X1"),
            of("15/08/2025", "P", **place("K2")),
        ],
        "Mon 11 August 2025",
    ),
    "short breaks that begin while care runs": (
        [of("11/08/2025"), of("20/08/2025", "S", "25/08/2025", "E8", **BREAKS)],
        "Mon 11 August 2025",
    ),
    "short breaks with a move, all while care runs": (
        [
            of("11/08/2025"),
            of("20/08/2025", "S", "25/08/2025", "X1", LS="V3"),
            of("25/08/2025", "P", "28/08/2025", "E8", LS="V3", PLACE="K2"),
        ],
        "Mon 11 August 2025",
    ),
    "short breaks that end, and others that begin, after care began": (
        [
            of("04/03/2024", "S", "11/08/2025", "E8", **BREAKS),
            of("11/08/2025"),
            of("20/08/2025", "S", "25/08/2025", "E8", **BREAKS),
        ],
        "Mon 11 August 2025",
    ),
    "short breaks, then care by a change of status": (
        [of("04/03/2024", "S", "11/08/2025", "X1", **BREAKS), of("11/08/2025", "L")],
        "Mon 11 August 2025",
    ),
    "care and then care the same day": (
        [of("04/03/2024", "S", "11/08/2025", "E8"), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "care and then care the same day, not marked as a start": (
        [of("04/03/2024", "S", "11/08/2025", "E8"), of("11/08/2025", "L")],
        "Mon 11 August 2025",
    ),
    "care whose start is not given and then care the same day": (
        [of("04/03/2024", "L", "11/08/2025", "E8"), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    **{
        f"permanence by {code}, and then care the same day": (
            [of("04/03/2024", "S", "11/08/2025", code), of("11/08/2025")],
            "Mon 11 August 2025",
        )
        for code in ("E4A", "E11", "E12", "E41", "E45", "E46", "E47", "E48")
    },
    "permanence and then care a day later": (
        [of("04/03/2024", "S", "10/08/2025", "E11"), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "permanence and then care the same day, its first start not given": (
        [of("04/03/2024", "P", "11/08/2025", "E11"), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "a match in the period before": (
        [of("04/03/2024", "S", "11/08/2025", "E8", **place("U4")), of("11/08/2025")],
        "Mon 11 August 2025",
    ),
    "a match that ended with a move": (
        [of("04/03/2024", "S", "11/08/2025", "X1", **place("U4")), of("11/08/2025", "P", **place("K2"))],
        "Mon 4 March 2024",
    ),
    "a match that ended with a move to foster care": (
        [of("04/03/2024", "S", "11/08/2025", "X1", **place("U1")), of("11/08/2025", "P")],
        "Mon 4 March 2024",
    ),
    "a match that ended after a temporary move": (
        [
            of("04/03/2024", "S", "04/08/2025", "X1", **place("U4")),
            of("04/08/2025", "T", "11/08/2025", "X1", **place("T3")),
            of("11/08/2025", "P", **place("K2")),
        ],
        "Mon 4 March 2024",
    ),
}


@pytest.mark.parametrize("together", [True, False], ids=["in one return", "in one return after another"])
@pytest.mark.parametrize("case", TOUCHING)
def test_the_child_is_in_care_and_due(said: Said, returned: Said, case: str, together: bool) -> None:
    rows, since = TOUCHING[case]
    if together:
        returned(*rows)
    else:
        for number in range(len(rows)):
            returned(*rows[: number + 1], as_of=f"2026-02-{number + 2:02}")
    assert f"In care: since {since}" in said("child", REF)
    assert "Permanence planning meeting" in said("child", REF)
    assert "Permanence was achieved" not in said("child", REF)
    assert REF in said("due")
    assert "6 weeks after" in said("why", REF)


def test_a_temporary_move_and_the_return_from_it_do_not_end_a_match(said: Said, returned: Said) -> None:
    returned(
        of("04/03/2024", "S", "04/08/2025", "X1", **place("U4")),
        of("04/08/2025", "T", "11/08/2025", "X1", **place("T3")),
        of("11/08/2025", "P", **place("U4")),
    )
    assert "Permanence was achieved on 4 March 2024." in said("child", REF)


def test_a_match_that_ended_by_a_list_is_due_again(said: Said, listed: Said) -> None:
    listed(placement="f) U4: Foster placement - long term", as_of="2026-01-20")
    assert "Permanence was achieved" in said("child", REF)
    listed(placement="k) K2: Homes and Hostels", placement_since=date(2026, 2, 20))
    assert "6 weeks after" in said("why", REF)


def test_permanence_that_ended_care_by_a_list_does_not_reach_into_the_next_period(said: Said, listed: Said) -> None:
    listed(left=date(2026, 1, 20), left_by="E11", as_of="2026-01-25")
    listed(entered=date(2026, 1, 20), legal_status_since=date(2026, 1, 20), placement_since=date(2026, 1, 20))
    assert "In care: since Tue 20 January 2026" in said("child", REF)
    assert "6 weeks after" in said("why", REF)


UNKNOWN = "The day the child came into care is not on record, only that it was by 4 March 2024"


def test_a_child_whose_start_is_not_given_is_in_care_asked_about_and_counted(said: Said, returned: Said) -> None:
    returned(of("04/03/2024", "P"))
    assert "In care: since a day not on record, Mon 4 March 2024 at the latest" in said("child", REF)
    assert UNKNOWN in said("child", REF)
    assert UNKNOWN in said("why", REF)
    assert (
        f"1 child is in care since a day that is not on record, so nothing that counts from it has a date: {REF}"
        in (said("due"))
    )


def test_the_start_that_a_list_gives_fills_it_in(said: Said, returned: Said, listed: Said) -> None:
    returned(of("05/01/2026", "P"), as_of="2026-02-02")
    listed(entered=date(2020, 3, 2), legal_status_since=date(2020, 3, 2))
    assert "In care: since Mon 2 March 2020" in said("child", REF)
    assert "not on record, only" not in said("why", REF)
    assert "not on record" not in said("due")


def test_an_episode_after_leaving_that_is_no_start_puts_the_child_in_care(said: Said, returned: Said) -> None:
    returned(of("04/03/2024", "S", "11/08/2025", "E8"), of("01/09/2025", "L"))
    assert "In care: since a day not on record, Mon 1 September 2025 at the latest" in said("child", REF)


def test_a_child_who_left_after_a_start_not_given_has_left(said: Said, returned: Said) -> None:
    returned(of("04/03/2024", "P", "11/08/2025", "E8"))
    assert "In care: no, left on Mon 11 August 2025" in said("child", REF)
    assert "not on record" not in said("due")


LISTED = {day: date(2025, 8, 11) for day in ("entered", "legal_status_since", "placement_since")}
SHORT_BREAKS = {
    "that end after care began": of("04/03/2024", "S", "20/08/2025", "E8", **BREAKS),
    "that end the day care began": of("04/03/2024", "S", "11/08/2025", "E8", **BREAKS),
    "that ended before": of("04/03/2024", "S", "10/08/2025", "E8", LS="V3"),
    "that have no end": of("04/03/2024", "S", **BREAKS),
}


@pytest.mark.parametrize("breaks", SHORT_BREAKS)
def test_returns_of_short_breaks_alone_leave_a_child_whom_a_list_has_in_care(
    said: Said, returned: Said, listed: Said, breaks: str
) -> None:
    listed(**LISTED)
    told = returned(SHORT_BREAKS[breaks])
    assert "C-1042 has only short breaks in these returns but is in care by another extract on record" in told
    assert "1  child in care once this is written" in told
    assert "In care: since Mon 11 August 2025" in said("child", REF)
    assert REF in said("due")


@pytest.mark.parametrize("breaks", SHORT_BREAKS)
def test_care_told_by_a_return_after_its_short_breaks_were_left_aside(
    said: Said, returned: Said, listed: Said, breaks: str
) -> None:
    listed(**LISTED)
    returned(SHORT_BREAKS[breaks])
    returned(SHORT_BREAKS[breaks], of("11/08/2025"), as_of="2026-04-02")
    assert "In care: since Mon 11 August 2025" in said("child", REF)
    assert REF in said("due")
