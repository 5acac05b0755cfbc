"""A swap asked for: two managers' slots of a sitting, to be exchanged when the other one agrees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cards.parts import address, afternoon, button, facts, finish, heading, mention, moment, outcome, plain, words


@dataclass(frozen=True, slots=True)
class SwapSide:
    """One of the two: the manager, the child (empty at an action review) and the times they had when it was asked."""

    manager: str
    label: str
    times: str
    teams_id: str | None = None


@dataclass(frozen=True, slots=True)
class SwapView:
    """A swap as it stands. `last` says who answered it and when."""

    swap: int
    version: int
    starts_at: datetime
    ends_at: datetime
    state: str
    mine: SwapSide
    theirs: SwapSide
    asked_by: str
    asked_at: datetime
    last: str = ""
    sitting: int = 0  # the sitting it is of
    line: str = ""


def draw(view: SwapView) -> dict[str, Any]:
    """The other manager mentioned, who would have which slot, and the two answers while it is open."""
    open_still = view.state == "asked"
    named, entities = mention(view.theirs.manager, view.theirs.teams_id if open_still else None)
    by = "" if view.asked_by == view.mine.manager else f" for {plain(view.mine.manager)}"
    asks = f"{plain(view.asked_by)}{by} asks to exchange slots on {afternoon(view.starts_at, view.ends_at)}."
    body = [
        *outcome(view.line),
        heading("Exchange of slots"),
        words(f"{named}: {asks}" if open_still else asks),
        facts(
            [
                (_who(view.mine), f"has {view.mine.times}, would have {view.theirs.times}"),
                (_who(view.theirs), f"has {view.theirs.times}, would have {view.mine.times}"),
                ("Asked", moment(view.asked_at)),
                ("Standing", _standing(view)),
            ]
            if open_still
            else [
                (_who(view.mine), f"had {view.mine.times}"),
                (_who(view.theirs), f"had {view.theirs.times}"),
                ("Standing", _standing(view)),
            ]
        ),
    ]
    of = {"of": address("swap", view.swap), "id": view.swap}
    actions = (
        [button("Agree", "agree_swap", of, style="positive"), button("Refuse", "refuse_swap", of)] if open_still else []
    )
    return finish(body, actions, said="Two managers may exchange slots of the panel.", mentions=entities)


def _who(side: SwapSide) -> str:
    return f"{plain(side.manager)}, {plain(side.label)}" if side.label else plain(side.manager)


def _standing(view: SwapView) -> str:
    match view.state:
        case "asked":
            return "not answered yet"
        case "void":
            return "not possible any more: one of the two no longer has the slot, or its time has come"
        case other:
            return f"{other}. {view.last}" if view.last else other


_ASKED = SwapView(
    5,
    1,
    datetime(2026, 3, 12, 14, tzinfo=UTC),
    datetime(2026, 3, 12, 17, tzinfo=UTC),
    "asked",
    SwapSide("Erin East", "C-1042 (AB)", "14:00 to 14:20", "29:erin"),
    SwapSide("Will West", "C-1013 (TJ)", "14:40 to 15:00", "29:will"),
    "Erin East",
    datetime(2026, 3, 9, 10, 5, tzinfo=UTC),
)
EXAMPLES = {
    "asked": _ASKED,
    "asked-for-her": replace(_ASKED, asked_by="Sam Support"),
    "agreed": replace(
        _ASKED, state="agreed", version=2, last="Will West agreed to the exchange on Mon 9 March 2026, 10:20."
    ),
    "refused": replace(
        _ASKED, state="refused", version=2, last="Will West refused the exchange on Mon 9 March 2026, 10:20."
    ),
    "no-longer-possible": replace(_ASKED, state="void", version=2),
}
