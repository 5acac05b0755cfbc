"""What the episodes of one child tell: dated events, and what does not fit between one episode and the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from permanence.journey import Event, Field
from records.files.mapping import ExtractMapping
from records.files.problems import RowProblem
from records.lists.annex_a import day
from records.returns.episodes import GOES_ON, REASONS, START, Episode


@dataclass(slots=True)
class Told:
    """Gathers while the episodes are gone through in order; `placement` and `status` are those that hold."""

    child: str
    mapping: ExtractMapping
    events: list[Event] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    hints: list[RowProblem] = field(default_factory=list)
    known_only_from: list[Event] = field(default_factory=list)  # what holds since an earlier day that is not told
    status: str = ""
    placement: str = ""
    away: bool = False  # in a temporary placement: coming back from it is no move
    in_care: bool = False

    def add(self, on: date, type: str, **fields: Field) -> None:
        event = Event(on, type, fields)
        if event not in self.events:
            self.events.append(event)

    def problem(self, episode: Episode, name: str, found: str, why: str, hint: bool = False) -> None:
        """Only of an episode in the files at hand: what an earlier import said is not said again."""
        if episode.place is not None:
            said = episode.place.problem(self.child, name, found, why)
            (self.hints if hint else self.problems).append(said)


def told_by(child: str, episodes: tuple[Episode, ...], mapping: ExtractMapping) -> Told:
    """The same for the same episodes, however many files and imports they came in."""
    told = Told(child, mapping)
    episodes = _without_breaks_in_care(told, episodes)
    for index, episode in enumerate(episodes):
        following = episodes[index + 1] if index + 1 < len(episodes) else None
        _begin(told, episode, episodes[index - 1] if index else None)
        _end(told, episode, following)
    return told


def _without_breaks_in_care(told: Told, episodes: tuple[Episode, ...]) -> tuple[Episode, ...]:
    """A short break that begins while care runs neither starts a period of care nor ends the one that runs."""
    taken: list[Episode] = []
    for episode in episodes:
        is_break = episode.legal_status in told.mapping.short_breaks
        care = taken[-1] if taken and taken[-1].legal_status not in told.mapping.short_breaks else None
        runs = care is not None and (care.ended is None or care.ended > episode.began)
        if not is_break or not runs:
            taken.append(episode)
        elif care is not None:
            told.problem(
                episode, "legal_status", episode.legal_status,
                f"is a short break while care that began on {day(care.began)} runs: correct the dates, or end care "
                "with its DEC; the short break is left out, and care goes on",
            )  # fmt: skip
    return tuple(taken)


def _begin(told: Told, episode: Episode, before: Episode | None) -> None:
    if episode.reason == START:
        if told.in_care:
            told.problem(
                episode, "reason", START, "starts a period of care while another runs: end that one with its DEC"
            )
        _start(told, episode)
    elif not told.in_care and before is not None and before.ended == episode.began:
        told.problem(
            episode, "reason", episode.reason,
            f"is not S although care ended on that day, {day(before.ended)}: mark the start of the new period with S; "
            "it is taken as begun that day",
        )  # fmt: skip
        _start(told, episode)
    elif not told.in_care:
        _start_unknown(told, episode, before)
    else:
        _change(told, episode)
    told.in_care = True


def _start(told: Told, episode: Episode) -> None:
    told.status, told.placement, told.away = "", "", not _counts(told, episode)
    fields: dict[str, Field] = {"legal_status": episode.legal_status}
    if _counts(told, episode):
        fields["placement"] = episode.placement
        _placed(told, episode)
    told.add(episode.began, "entered_care", **fields)
    told.status = episode.legal_status


def _start_unknown(told: Told, episode: Episode, before: Episode | None) -> None:
    """Care goes on from before what is known: what holds is known from this day only, and no period is begun."""
    if before is not None and before.ended is not None:
        why = (
            f"is not S although care ended on {day(before.ended)}: mark the start of the new period with S; until then "
            "the child is in care since a day not on record, and what counts from that day has no date"
        )
    else:
        why = (
            f"is not S, so the child came into care before {day(episode.began)} on a day these files do not give: "
            "import the return that has the S episode, or Annex A, which gives the day; until then what counts from "
            "that day has no date, and the legal status and placement are known from this episode on only"
        )
    told.problem(episode, "reason", episode.reason, why)
    told.status, told.placement, told.away = "", "", False
    before_this = len(told.events)
    _state(told, episode)
    kind = REASONS.get(episode.reason, "")
    told.known_only_from += [
        event
        for event in told.events[before_this:]
        if not (kind in ("status", "both") and event.type == "legal_status_changed")
        and not (kind in ("placement", "both") and event.type == "placement_changed")
    ]


def _change(told: Told, episode: Episode) -> None:
    """Another status, or another placement; the same placement code again is a move when the reason says so."""
    kind = REASONS.get(episode.reason, "")
    if kind in ("status", "both") and episode.legal_status == told.status:
        told.problem(
            episode, "reason", episode.reason,
            f"says that the legal status changed, but it is {told.status} as before: correct one of the two",
        )  # fmt: skip
    if kind == "placement" and episode.legal_status != told.status:
        told.problem(
            episode, "reason", episode.reason,
            f"says that only the placement changed, but the legal status was {told.status} and is "
            f"{episode.legal_status}: correct one of the two; the status is taken as changed",
        )  # fmt: skip
    if kind == "status" and _counts(told, episode) and told.placement and episode.placement != told.placement:
        told.problem(
            episode, "reason", episode.reason,
            f"says that only the legal status changed, but the placement was {told.placement} and is "
            f"{episode.placement}: correct one of the two; the placement is taken as changed",
        )  # fmt: skip
    _state(told, episode, moved=kind in ("placement", "both"))


def _state(told: Told, episode: Episode, moved: bool = False) -> None:
    if episode.legal_status != told.status:
        told.add(episode.began, "legal_status_changed", legal_status=episode.legal_status)
    told.status = episode.legal_status
    counts = _counts(told, episode)
    if counts and (episode.placement != told.placement or (moved and not told.away)):
        told.add(episode.began, "placement_changed", placement=episode.placement)
        _placed(told, episode)
    told.away = bool(episode.placement) and not counts


def _counts(told: Told, episode: Episode) -> bool:
    """A temporary move is no change of placement."""
    return bool(episode.placement) and episode.placement not in told.mapping.temporary


def _placed(told: Told, episode: Episode) -> None:
    """What a kind of placement means beside the move itself."""
    mapping = told.mapping
    if episode.placement in mapping.placed_for_adoption and told.placement not in mapping.placed_for_adoption:
        told.add(episode.began, "placed_for_adoption")
    if episode.placement in mapping.long_term_matched:
        told.add(episode.began, "matched", match="long_term_fostering")
        if mapping.match_is_permanence:
            told.add(episode.began, "permanence_achieved", by="long_term_match")
    told.placement = episode.placement


def _end(told: Told, episode: Episode, following: Episode | None) -> None:
    if episode.ended is None:
        _open(told, episode, following)
        return
    ended, on = f"{episode.ended:%d/%m/%Y}", episode.ended
    if following is not None and following.began < on:
        told.problem(
            episode, "ended", ended,
            f"is after the next episode began on {day(following.began)}: correct one of the two dates; the episode is "
            "taken as ended when the next began",
        )  # fmt: skip
        if following.reason != START:
            return
        on = following.began
    if episode.left_by in (GOES_ON, ""):
        _goes_on(told, episode, following, ended)
        return
    told.add(on, "left_care")
    if by := told.mapping.permanence.get(episode.left_by, ""):
        told.add(on, "permanence_achieved", by=by)
    told.in_care = False


def _open(told: Told, episode: Episode, following: Episode | None) -> None:
    if following is not None:
        told.problem(
            episode, "ended", "",
            f"is empty although another episode began on {day(following.began)}: fill in the date; the episode is "
            "taken as ended on that day",
        )  # fmt: skip
    elif episode.left_by and episode.legal_status not in told.mapping.short_breaks:
        cure = "" if episode.left_by == GOES_ON else "; fill in the day care ended or remove the reason"
        told.problem(
            episode, "left_by", episode.left_by,
            f"stands beside an empty DEC: an open episode is judged by DEC, so the child is in care{cure}", hint=True,
        )  # fmt: skip


def _goes_on(told: Told, episode: Episode, following: Episode | None, ended: str) -> None:
    """An episode that another follows the same day; where none does, nobody is taken out of care for it."""
    if not episode.left_by:
        told.problem(
            episode, "left_by", "",
            f"gives no reason known here although the episode ended on {ended}: fill it in"
            f"{'; the child is taken as still in care' if following is None else ''}",
        )  # fmt: skip
    elif following is None:
        told.problem(
            episode, "ended", ended,
            "ends with X1, so another episode began that day, but none is in these files or on record: import the "
            "return that has it; the child is taken as still in care",
        )  # fmt: skip
    elif episode.ended is not None and following.began > episode.ended:
        told.problem(
            episode, "ended", ended,
            f"ends with X1, but the next episode began only on {day(following.began)}: correct the dates or add the "
            "episode between; care is taken as unbroken",
        )  # fmt: skip
