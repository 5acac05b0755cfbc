"""The episodes of a child as SSDA903 returns tell them: kept between imports, joined whatever order they come in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from records.preview import Fact
from records.problems import RowProblem

START = "S"  # the only reason for an episode that starts a period of care
REASONS = {"S": "start", "L": "status", "P": "placement", "T": "placement", "B": "both", "U": "both"}
GOES_ON = "X1"
KEPT = "903 episode "
KEPT_STEP = "903 step "


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands; `headings` are the columns by our name, as the file has them."""

    line: int
    file: str
    headings: Mapping[str, str]

    def problem(self, child: str, name: str, found: str, why: str, refused: bool = False) -> RowProblem:
        """`why` completes the sentence that begins with the column and what was found there."""
        heading = self.headings.get(name, "")
        subject = f'{heading} "{found}"' if found else heading
        return RowProblem(self.line, heading, found, f"{subject} {why}.", self.file, child, refused)


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of the Episodes table. `ended` is DEC; care goes on when it is empty, whatever REC says.

    `told` is the last day an episode began in the return that told it: of two tellings the later return's counts.
    `placement` is empty when it was not understood. `place` is none for an episode of an earlier import.
    """

    began: date
    reason: str
    legal_status: str
    placement: str
    ended: date | None
    left_by: str
    told: date
    place: Place | None = field(default=None, compare=False)

    @property
    def content(self) -> tuple[str, ...]:
        ended = self.ended.isoformat() if self.ended else ""
        return (ended, self.left_by, self.reason, self.legal_status, self.placement)


def joined(*tellings: Iterable[Episode]) -> tuple[Episode, ...]:
    """Every episode once, by the day it began; the order the tellings are given in does not matter."""
    by_day: dict[date, Episode] = {}
    for telling in tellings:
        for episode in telling:
            other = by_day.get(episode.began)
            by_day[episode.began] = episode if other is None else _later(other, episode)
    return tuple(by_day[began] for began in sorted(by_day))


def _later(one: Episode, other: Episode) -> Episode:
    """The later return's telling; of equal ones that with a place in a file, so that a problem can name it."""
    if one == other:
        return one if one.place else other
    if one.content == other.content:
        return replace(one, told=max(one.told, other.told), place=one.place or other.place)
    return max(one, other, key=lambda episode: (_told_on(episode), episode.content))


def _told_on(episode: Episode) -> date:
    """Who knows the day it ended tells it on that day or later, also in a year in which nothing else began."""
    return max(episode.told, episode.ended or episode.told)


def kept(episodes: Iterable[Episode], steps: Iterable[tuple[str, date]]) -> dict[str, Fact]:
    """Episodes and steps of adoption as plain values a database keeps beside a child."""
    facts: dict[str, Fact] = {
        KEPT + episode.began.isoformat(): "|".join((episode.told.isoformat(), *episode.content)) for episode in episodes
    }
    return facts | {f"{KEPT_STEP}{on.isoformat()} {name}": True for name, on in steps}


def kept_episodes(last_row: Mapping[str, Fact]) -> tuple[Episode, ...]:
    """By the day they began, whatever order they were kept in."""
    found: list[Episode] = []
    for key, value in last_row.items():
        if key.startswith(KEPT):
            told, ended, left_by, reason, legal_status, placement = str(value).split("|")
            began = date.fromisoformat(key.removeprefix(KEPT))
            end = date.fromisoformat(ended) if ended else None
            found.append(Episode(began, reason, legal_status, placement, end, left_by, date.fromisoformat(told)))
    return joined(found)


def kept_steps(last_row: Mapping[str, Fact]) -> frozenset[tuple[str, date]]:
    """Steps of adoption told by earlier returns: what was decided or matched, and on which day."""
    words = [key.removeprefix(KEPT_STEP).split(" ") for key in last_row if key.startswith(KEPT_STEP)]
    return frozenset((name, date.fromisoformat(on)) for on, name in words)


def only_903(last_row: Mapping[str, Fact]) -> dict[str, Fact]:
    """What returns told, which another extract leaves as it is."""
    return {key: value for key, value in last_row.items() if key.startswith("903 ")}
