"""Returns that tell of short breaks alone: what is left aside, and whether others have the child in care."""

from __future__ import annotations

from collections.abc import Sequence

from permanence.journey import Event
from records.files.mapping import ExtractMapping
from records.lists.annex_a import Excluded
from records.lists.standing import standing
from records.previews.preview import Known
from records.returns.episodes import Episode
from records.returns.ssda903 import ChildHistory
from records.returns.told_by_episodes import told_by

BESIDE = (
    "{child} has only short breaks in these returns but is in care by another extract on record: the short breaks were "
    "left aside, and care stands as it was."
)


def breaks_only(episodes: Sequence[Episode], mapping: ExtractMapping) -> bool:
    """Whether no episode is one of care that the panel follows."""
    return all(episode.legal_status in mapping.short_breaks for episode in episodes)


def care_by_others(known: Known, held: tuple[Episode, ...], mapping: ExtractMapping) -> bool:
    """Whether something other than returns shows the child in care, not in short breaks."""
    if not breaks_only(held, mapping):
        return False
    told = told_by(known.journey.child, held, mapping).events
    theirs = [event for event in known.journey.events if event not in told and "legal_status" in event.fields]
    in_care = standing(known.journey).in_care
    return in_care and any(event.fields["legal_status"] not in mapping.short_breaks for event in theirs)


def told_and_written(known: Known, held: tuple[Episode, ...], mapping: ExtractMapping) -> list[Event]:
    """What earlier returns told and put on record: short breaks that were left aside never were."""
    told = told_by(known.journey.child, held, mapping).events
    never = breaks_only(held, mapping) and not any(event in known.journey.events for event in told)
    return [] if never else told


def aside(history: ChildHistory) -> Excluded:
    """The sentence about a child who is in no list."""
    sentence = f"{history.child} has a series of short breaks, which the panel does not follow, and was left aside."
    return Excluded(history.line, history.child, sentence)
