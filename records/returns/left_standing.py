"""What returns told before and stays beside one that may or may not take it back: only who handed it in can say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from permanence.rules.history import SHORT_BREAKS
from records.lists.annex_a import day
from records.returns.episodes import GOES_ON, Episode
from records.returns.reach import later_than
from records.returns.tellings import Telling, year_end

TAKE_BACK = (
    "take back the import that told it, as an administrator may at the command line (python app.py imports), and "
    "import these files again"
)


def left_standing(
    child: str, given: Sequence[Telling], held: Sequence[Telling], holds: Sequence[Episode]
) -> tuple[str, ...]:
    """A sentence, where these files may be an older return or the same one corrected; `given` is what they tell."""
    newest = max(given, key=lambda telling: telling.last, default=None)
    if not held or newest is None:
        return ()
    later = later_than(holds, newest)
    if later is not None:
        ended = f" until {day(later.ended)}" if later.ended else ""
        return (
            f"{child}: these files know nothing after {day(newest.last)}, so they count as an older return and the "
            f"episode from {day(later.began)}{ended} stays on record; if they are that return corrected, {TAKE_BACK}.",
        )
    told = {episode.began for telling in given for episode in telling.episodes}
    again = [
        telling
        for telling in held
        if year_end(telling.last) == year_end(newest.last)
        and any(episode.began in told for episode in telling.episodes)
    ]
    beside = sorted({one.began for telling in again for one in telling.episodes if one in holds} - told)
    if not beside:
        return ()
    days = " and ".join(day(began) for began in beside)
    return (
        f"{child}: the record has an episode from {days} that these files leave out; it stays on record, since an "
        f"older return, or one of the year after, would leave it out as well; if it was wrong, {TAKE_BACK}.",
    )


def otherwise_than_newest(
    child: str, held: Sequence[Telling], tellings: Sequence[Telling], holds: Sequence[Episode]
) -> tuple[str, ...]:
    """A sentence, where these files are news and an older return knows what came after the newest."""
    if tellings == held:
        return ()
    newest, last = max(tellings, key=lambda telling: telling.key).episodes[-1], holds[-1]
    if newest.ended is None or newest.left_by == "":
        return ()
    if newest.left_by != GOES_ON:
        return _going_on(child, newest.ended, last)
    return _ended_since(child, newest.ended, last) if last.began >= newest.ended else ()


def _going_on(child: str, ended: date, last: Episode) -> tuple[str, ...]:
    if last.ended is not None or last.legal_status in SHORT_BREAKS:
        return ()
    return (
        f"{child}: the newest return has care ended on {day(ended)}, but an older one has an episode from "
        f"{day(last.began)} without an end, so the child is taken as still in care; give the return or the list that "
        f"has the end, or, if that episode was wrong, {TAKE_BACK}.",
    )


def _ended_since(child: str, gone_on: date, last: Episode) -> tuple[str, ...]:
    if last.ended is None or last.left_by in (GOES_ON, ""):
        return ()
    return (
        f"{child}: the newest return ends an episode on {day(gone_on)} with X1 and has none after it, but an older one "
        f"has an episode from {day(last.began)} with which care ended on {day(last.ended)}, so the child is taken as "
        "no longer in care; if the child is in care, give the return or the list that has the episode they are in.",
    )
