"""Any other extract, by a council's own file: which of its columns is which fact, and which dates are which events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from permanence.journeys.journey_words import EVENTS
from permanence.nearest import did_you_mean
from records.files.tables import Wanted

NEEDED = ("child", "entered", "legal_status", "legal_status_since")
EVENT = "event "  # before the type of an event in the name of its column
OF_CARE = ("entered_care", "left_care")  # told by the facts `entered`, `left` and `left_by`
DATED = tuple(
    type for type, rules in EVENTS.items() if type not in OF_CARE and not any(rule.required for rule in rules.values())
)


@dataclass(frozen=True, slots=True)
class OwnExtract:
    """`columns` by fact, or by `event` and its type; the file must have every one that is named."""

    name: str
    columns: Mapping[str, Wanted]


def own_extract(section: Mapping[str, Any], facts: Iterable[str]) -> OwnExtract:
    """From the mapping's [extract]; ValueError says which fact is needed and not named, or named and not known."""
    columns, events = dict(section.get("columns", {})), dict(section.get("events", {}))
    known = tuple(dict.fromkeys(facts))
    if unknown := [name for name in columns if name not in known]:
        near = did_you_mean(unknown[0], known)
        raise ValueError(f"{unknown[0]} under [extract.columns] is not a fact{near}; known are {', '.join(known)}.")
    if unknown := [type for type in events if type not in EVENTS]:
        near = did_you_mean(unknown[0], DATED)
        raise ValueError(f"{unknown[0]} under [extract.events] is not an event{near}; known are {', '.join(DATED)}.")
    if unknown := [type for type in events if type not in DATED]:
        raise ValueError(f"{unknown[0]} under [extract.events] has more than a date; known are {', '.join(DATED)}.")
    if lacking := [name for name in NEEDED if name not in columns]:
        raise ValueError(f"[extract.columns] does not name {' and '.join(lacking)}; name the column for each.")
    wanted = {name: _wanted(titles) for name, titles in columns.items()}
    wanted |= {EVENT + type: _wanted(titles) for type, titles in events.items()}
    return OwnExtract(str(section.get("name", "The list of children")), wanted)


def _wanted(titles: object) -> Wanted:
    found = (titles,) if isinstance(titles, str) else tuple(titles) if isinstance(titles, list) else ()
    if not found or not all(isinstance(title, str) and title for title in found):
        raise ValueError(f"a column is named by its heading in quotation marks, and {titles!r} is not.")
    return Wanted(found)
