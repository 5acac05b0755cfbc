"""What follows for one child's journey from the returns at hand, joined with the returns imported before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from permanence.journey import Event, Journey
from records.files.mapping import ExtractMapping
from records.files.problems import RowProblem
from records.lists.annex_a import Excluded, day
from records.lists.draft import Following
from records.lists.standing import has, standing
from records.previews.preview import Fact, Known, Withdrawal
from records.returns.beside_lists import endings_passed_over, listed, passed_over, taken_back_endings, without_endings
from records.returns.contradictions import contradicted, told_already
from records.returns.episodes import Episode
from records.returns.kept_tellings import kept, kept_steps, kept_tellings, without_903
from records.returns.left_standing import left_standing, otherwise_than_newest
from records.returns.reach import Reach, speaking
from records.returns.short_breaks import BESIDE, aside, breaks_only, care_by_others, told_and_written
from records.returns.ssda903 import ChildHistory, Dated
from records.returns.tellings import Telling, joined, kept_and_new
from records.returns.told_by_episodes import Told, told_by

Steps = frozenset[tuple[str, date]]
NOTHING = Following((), (), ())


@dataclass(frozen=True, slots=True)
class HistoryJudged:
    """What becomes of a history. `unknown`: neither on record nor with an episode, so there is nothing to write."""

    following: Following
    last_row: dict[str, Fact]
    problems: list[RowProblem]
    excluded: Excluded | None = None
    unknown: bool = False
    left: bool = False


def follow_history(
    history: ChildHistory, before: Known | None, mapping: ExtractMapping, reach: Reach, as_of: date
) -> HistoryJudged:
    """Adds and withdraws only what these returns tell otherwise than those before them: the same return twice changes
    nothing, and what was corrected since by another extract stays corrected."""
    problems: list[RowProblem] = []
    given = _until(history, speaking(history, reach, as_of), as_of, problems)
    dates = _dates_until(history, as_of, problems)
    known = before or Known(Journey(history.child))
    new = before is None or before.aside
    held, steps = kept_tellings(known.last_row), kept_steps(known.last_row)
    tellings = kept_and_new(held, given)
    both = joined(tellings)
    if new and not both:
        return HistoryJudged(NOTHING, {}, problems, unknown=not history.tellings)
    all_steps = steps | {(one.name, one.on) for one in dates if one.name != "review"}
    last_row = _kept(known, tellings, all_steps)
    if breaks_only(both, mapping) and (new or care_by_others(known, joined(held), mapping)):
        return _of_breaks(history, last_row, problems, new=new, again=tellings == held)
    told = told_by(history.child, both, mapping)
    its_list = listed(known.last_row)
    before_now = told_and_written(known, joined(held), mapping)
    earlier = without_endings(before_now, endings_passed_over(before_now, its_list, held))
    over = endings_passed_over(told.events, its_list, tellings)
    following = _following(
        known,
        [] if new else [*earlier, *_adoption(steps)],
        [*without_endings(told.events, over), *_adoption(all_steps)],
        [Event(one.on, "review_held") for one in dates if one.name == "review"],
        told,
        _newest(tellings) if new or tellings != held else None,
    )
    asked = () if reach.older else left_standing(history.child, given, held, both)
    turned = otherwise_than_newest(history.child, held, tellings, both)
    said = (*_reversed(history, dates, steps), *asked, *turned, *passed_over(history.child, over, its_list))
    following = replace(following, notes=said)
    after = Known(_brought_up(known.journey, following), last_row=last_row)
    return HistoryJudged(
        following,
        last_row,
        [*problems, *told.problems, *told.hints],
        left=looked_after(known) and not looked_after(after),
    )


def _of_breaks(
    history: ChildHistory, last_row: dict[str, Fact], problems: list[RowProblem], *, new: bool, again: bool
) -> HistoryJudged:
    """Short breaks alone are remembered: they bring no child onto the record and take none out of care."""
    if new:
        return HistoryJudged(NOTHING, last_row, problems, excluded=aside(history))
    notes = () if again else (BESIDE.format(child=history.child),)
    return HistoryJudged(replace(NOTHING, notes=notes), last_row, problems)


def _newest(tellings: Sequence[Telling]) -> Telling | None:
    return max(tellings, key=lambda telling: telling.key, default=None)


def _kept(known: Known, tellings: tuple[Telling, ...], steps: Steps) -> dict[str, Fact]:
    """What is kept of returns is written anew only when these tell anything: importing twice changes nothing."""
    if tellings == kept_tellings(known.last_row) and steps == kept_steps(known.last_row):
        return dict(known.last_row)
    return {**without_903(known.last_row), **kept(tellings, steps)}


def looked_after(known: Known) -> bool:
    """In care by the record, also when the day the child came into care is not known."""
    return standing(known.journey).in_care


def _following(
    known: Known, earlier: list[Event], now: list[Event], reviews: list[Event], told: Told, newest: Telling | None
) -> Following:
    """`newest` is the newest return, when these files tell anything that was not told before."""
    journey, its_list = known.journey, listed(known.last_row)
    theirs = [event for event in journey.events if event not in earlier and event not in now]
    fresh = [event for event in now if event not in earlier and not told_already(theirs, event, told)]
    away = [
        Withdrawal(event, "the return now tells this time otherwise")
        for event in journey.events
        if event in earlier and event not in now
    ]
    older = its_list is not None and newest is not None and newest.made < its_list.made
    for event in list(fresh):
        gives_way = list(contradicted(journey, theirs, event, now, told.mapping))
        if older and any(
            not event.fields.items() >= one.event.fields.items() or event.on != one.event.on for one in gives_way
        ):
            fresh.remove(event)  # a list made after this return says otherwise
            continue
        away += [one for one in gives_way if not any(one.event is other.event for other in away)]
    last = newest.episodes[-1] if newest else None
    endings = tuple(told.mapping.permanence.values())
    for one in taken_back_endings(theirs, last, newest, its_list, endings):
        if not any(one.event is other.event for other in away):
            away.append(one)
    left = _brought_up(journey, Following((), tuple(away), ()))
    add = [event for event in (*fresh, *reviews) if not has(left, event)]
    return Following(tuple(sorted(add, key=_in_order)), tuple(away), ())


def _brought_up(journey: Journey, following: Following) -> Journey:
    gone = [away.event for away in following.withdraw]
    kept_events = tuple(event for event in journey.events if not any(event is away for away in gone))
    return replace(journey, events=(*kept_events, *following.add))


def _in_order(event: Event) -> tuple[date, bool, str]:
    return (event.on, event.type != "entered_care", event.type)


def _until(
    history: ChildHistory, tellings: Sequence[Telling], as_of: date, problems: list[RowProblem]
) -> tuple[Telling, ...]:
    """An episode that begins after the day of the extract is refused; one that ends after it has not ended."""
    kept_of = (
        (telling, tuple(one for each in telling.episodes if (one := _begun(history.child, each, as_of, problems))))
        for telling in tellings
    )
    return tuple(replace(telling, episodes=episodes) for telling, episodes in kept_of if episodes)


def _begun(child: str, episode: Episode, as_of: date, problems: list[RowProblem]) -> Episode | None:
    place = episode.place
    assert place is not None
    if episode.began > as_of:
        why = f"is after the day of the extract, {day(as_of)}: correct the date"
        problems.append(place.problem(child, "began", f"{episode.began:%d/%m/%Y}", why, refused=True))
        return None
    if episode.ended is not None and episode.ended > as_of:
        why = f"is after the day of the extract, {day(as_of)}: correct the date; the episode is taken as open"
        problems.append(place.problem(child, "ended", f"{episode.ended:%d/%m/%Y}", why))
        return replace(episode, ended=None, left_by="")
    return episode


def _dates_until(history: ChildHistory, as_of: date, problems: list[RowProblem]) -> list[Dated]:
    born = history.date_of_birth
    found: list[Dated] = []
    for one in history.dates:
        why = f"is after the day of the extract, {day(as_of)}" if one.on > as_of else ""
        if born is not None and one.on < born:
            why = f"is before the child was born, {day(born)}"
        if not why:
            found.append(one)
            continue
        why += ": correct the date; it was left out"
        problems.append(one.place.problem(history.child, COLUMN[one.name], f"{one.on:%d/%m/%Y}", why))
    return found


COLUMN = {
    "review": "reviewed",
    "best_interest": "decided",
    "decided": "decided",
    "matched": "matched",
    "reversed": "reversed",
}


def _adoption(steps: Iterable[tuple[str, date]]) -> list[Event]:
    """Decisions that a child should be placed for adoption; those of AD1 when PlacedAdoption has none."""
    by_name: dict[str, list[date]] = {}
    for name, on in sorted(steps):
        by_name.setdefault(name, []).append(on)
    decided = by_name.get("decided") or by_name.get("best_interest", [])
    events = [Event(on, "adoption_decision") for on in decided]
    return events + [Event(on, "matched", {"match": "adoption"}) for on in by_name.get("matched", [])]


def _reversed(history: ChildHistory, dates: list[Dated], steps: Steps) -> tuple[str, ...]:
    return tuple(
        f"{history.child}: the decision of {day(one.on)} that the child should no longer be placed for adoption has no "
        "event of its own: record the new plan at the panel."
        for one in dates
        if one.name == "reversed" and ("reversed", one.on) not in steps
    )
