"""What returns told of a child as plain values a database keeps beside the child, for the next comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from records.previews.preview import Fact
from records.returns.episodes import Episode
from records.returns.tellings import NEVER, Telling, in_order, year_end

OURS = "903 "  # begins every key of what returns told
TELLING, STEP = "903 return ", "903 step "
BEFORE = "903 episode "  # an episode alone, as it was kept before hand-ins were told apart


def kept(tellings: Iterable[Telling], steps: Iterable[tuple[str, date]]) -> dict[str, Fact]:
    """Tellings and steps of adoption as plain values."""
    facts: dict[str, Fact] = {
        TELLING + _heading(telling): ";".join(_line(episode) for episode in telling.episodes) for telling in tellings
    }
    return facts | {f"{STEP}{on.isoformat()} {name}": True for name, on in steps}


def kept_tellings(last_row: Mapping[str, Fact]) -> tuple[Telling, ...]:
    """Whatever order they were kept in."""
    found = [
        _telling(key.removeprefix(TELLING), str(value)) for key, value in last_row.items() if key.startswith(TELLING)
    ]
    return (*_tellings_before(last_row), *sorted(found, key=lambda telling: telling.key))


def kept_steps(last_row: Mapping[str, Fact]) -> frozenset[tuple[str, date]]:
    """Steps of adoption told by earlier returns: what was decided or matched, and on which day."""
    words = [key.removeprefix(STEP).split(" ") for key in last_row if key.startswith(STEP)]
    return frozenset((name, date.fromisoformat(on)) for on, name in words)


def only_903(last_row: Mapping[str, Fact]) -> dict[str, Fact]:
    """What returns told, which another extract leaves as it is."""
    return {key: value for key, value in last_row.items() if key.startswith(OURS)}


def without_903(last_row: Mapping[str, Fact]) -> dict[str, Fact]:
    """What another extract told, which a return leaves as it is."""
    return {key: value for key, value in last_row.items() if not key.startswith(OURS)}


def _heading(telling: Telling) -> str:
    days = (telling.made, telling.last, telling.until)
    return "|".join((*(day.isoformat() for day in days), _said(telling.first), str(telling.turn)))


def _line(episode: Episode) -> str:
    return "|".join((episode.began.isoformat(), *episode.content))


def _telling(heading: str, lines: str) -> Telling:
    made, last, until, first, turn = heading.split("|")
    episodes = tuple(_episode(*line.split("|")) for line in lines.split(";"))
    days = (date.fromisoformat(last), date.fromisoformat(made), date.fromisoformat(until))
    return Telling(days[0], episodes, _day(first), days[1], days[2], int(turn))


def _episode(began: str, ended: str, left_by: str, reason: str, legal_status: str, placement: str) -> Episode:
    return Episode(date.fromisoformat(began), reason, legal_status, placement, _day(ended), left_by)


def _tellings_before(last_row: Mapping[str, Fact]) -> list[Telling]:
    """A telling for each year of the returns imported before; which of them was made when was not kept."""
    by_year: dict[date, list[Episode]] = {}
    for key, value in last_row.items():
        if key.startswith(BEFORE):
            told, *words = str(value).split("|")
            episode = _episode(key.removeprefix(BEFORE), *words)
            year = year_end(max(date.fromisoformat(told), episode.ended or episode.began))
            by_year.setdefault(year, []).append(episode)
    return [Telling(year, in_order(episodes), None, NEVER, year) for year, episodes in sorted(by_year.items())]


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
