"""The greeting: what the bot does, what is set up and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.elements import CardElement
from cards.parts import address, button, facts, finish, heading, outcome, plain, section, words
from cards.setup.unsaid import EXAMPLES as UNSAID, UnsaidView, sentence, what_to_do
from permanence.explain import counted


@dataclass(frozen=True, slots=True)
class GreetingView:
    """The set-up as seen from one conversation."""

    conversation: str
    procedure: str
    channel: str  # name of the permanence channel; empty when none is chosen
    is_this_channel: bool
    can_be_channel: bool
    people: int
    roles_missing: tuple[str, ...]
    children: int
    conflicts: int = 0  # contradictions in the document that wait for an administrator
    line: str = ""
    unsaid: UnsaidView | None = None  # what should have been said and was not
    out_of_reach: str = ""  # why the channel is in doubt; empty while all is well


def draw(view: GreetingView) -> dict[str, Any]:
    """What it does in two sentences, the set-up as facts, and the next thing to do."""
    of = {"of": address("greeting", view.conversation)}
    actions = [button("What you can say", "show_help", of)]
    if view.can_be_channel and not view.is_this_channel:
        actions.insert(0, button("Make this the permanence channel", "make_permanence_channel", of))
    if view.channel:
        actions.append(button("Where mornings are posted", "open_mornings", of, secondary=True))
    if view.conflicts:
        actions.append(button("Contradictions to confirm", "show_conflicts", of))
    body = [
        *outcome(view.line),
        heading("Permanence"),
        words(
            "This bot runs the permanence panel and its actions: it proposes the agenda, invites team managers, "
            "keeps the actions agreed, and says here what falls due and why."
        ),
        *_trouble(view),
        section("Set up", [facts(_setup(view))]),
        words(_next_step(view)),
    ]
    return finish(body, actions, said="Permanence is here: what it does, and what is set up.")


def _trouble(view: GreetingView) -> list[CardElement]:
    if view.unsaid is None:
        return []
    found = [words(sentence(view.unsaid), bold=True, color="Attention")]
    return [*found, words(f"What to do: {what_to_do(view.unsaid)}")]


def _setup(view: GreetingView) -> list[tuple[str, str]]:
    here = " (this one)" if view.is_this_channel else ""
    people = f"{view.people}" if view.people else "missing"
    if view.people and view.roles_missing:
        people += f"; missing: {', '.join(view.roles_missing)}"
    return [
        ("Procedure", plain(view.procedure) + _to_confirm(view.conflicts)),
        ("Permanence channel", plain(view.channel) + here + _in_doubt(view) if view.channel else "missing"),
        ("People", people),
        ("Children", str(view.children) if view.children else "missing"),
    ]


def _in_doubt(view: GreetingView) -> str:
    return f"; not found in Teams just now ({plain(view.out_of_reach)})" if view.out_of_reach else ""


def _to_confirm(conflicts: int) -> str:
    if not conflicts:
        return ""
    return f"; {counted(conflicts, 'contradiction')} for an administrator to confirm"


def _next_step(view: GreetingView) -> str:
    if not view.channel:
        return "Next: an administrator makes one channel the permanence channel."
    if not view.people:
        return "Next: an administrator loads the people file (python app.py people FILE --confirm)."
    if not view.children:
        return "Next: business support imports the caseload (python app.py import FILE, then --confirm)."
    return 'Next: say "due" to see who the panel must see, or "agenda" to propose the next sitting.'


EXAMPLES = {
    "nothing-set-up": GreetingView(
        "19:abc", "Permanence Planning Tracking Meetings, January 2023", "", False, True, 0, (), 0
    ),
    "ready": GreetingView(
        "19:abc",
        "Permanence Planning Tracking Meetings, January 2023",
        "Permanence",
        True,
        True,
        14,
        (),
        300,
        1,
        "This is now the permanence channel; Alex Morgan chose it.",
    ),
    "channel-out-of-reach": GreetingView(
        "19:abc",
        "Permanence Planning Tracking Meetings, January 2023",
        "Permanence",
        False,
        False,
        14,
        (),
        300,
        unsaid=UNSAID["channel-out-of-reach"],
        out_of_reach="404 ConversationNotFound",
    ),
}
