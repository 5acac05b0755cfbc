"""What goes on when permanence ends while the child is in care: the clocks it stopped, or kept from starting."""

from __future__ import annotations

from collections.abc import Sequence

from permanence.rules.history import History, Segment
from permanence.rules.model import Occurrence
from permanence.rules.spans import Spans

PERMANENCE = "permanence was achieved"


def resumed(
    permanent: Spans, day: int, segment: Segment, clocks: Sequence[Occurrence], history: History
) -> dict[int, Segment]:
    """The days on which a clock of this day starts again. What is done in the order of a queue is owed only once."""
    if not segment.in_care or any(clock.rule.queue for clock in clocks):
        return {}
    found = {}
    for begin, end in permanent:
        stopped = any(clock.stop == begin and clock.stopped_by == PERMANENCE and clock.met is None for clock in clocks)
        if (begin <= day < end or stopped) and end < segment.end and end <= history.as_of:
            found[end] = segment
    return found
