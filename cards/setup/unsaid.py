"""What is not being said, for an administrator or business support in their own chat: since when, why, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.parts import button, facts, finish, heading, moment, plain, words


@dataclass(frozen=True, slots=True)
class UnsaidView:
    """Messages that should have been posted and were not. `out_of_reach`: Teams does not know the channel just now."""

    count: int
    since: datetime
    to_channel: bool = True
    channel: str = ""
    chosen: bool = True
    out_of_reach: bool = False
    why: str = ""
    over: bool = False


def draw(view: UnsaidView) -> dict[str, Any]:
    """Nothing of what the messages were to say; when it is over, that it is."""
    if view.over:
        body: list[Any] = [heading("Messages are getting through again"), words("Everything that waited was said.")]
        return finish(body, said="Permanence: messages are getting through again.")
    body = [
        heading("Messages are not getting through"),
        words(sentence(view), color="Attention", bold=True),
        facts([("Waiting", str(view.count)), ("Oldest since", moment(view.since)), ("Teams said", _why(view))]),
        words(f"What to do: {what_to_do(view)}"),
    ]
    actions = [button("What failed for good", "show_failed", {})]
    return finish(body, actions, said="Permanence: messages are not getting through.")


def sentence(view: UnsaidView) -> str:
    """What is wrong, in one sentence."""
    messages = "1 message has" if view.count == 1 else f"{view.count} messages have"
    named = f" {plain(view.channel)}" if view.channel else ""
    where = f"the permanence channel{named}" if view.to_channel else "a conversation"
    return f"{messages} not been posted, the oldest to {where}, since {moment(view.since)}."


def what_to_do(view: UnsaidView) -> str:
    """What a person can do about it; the bot goes on trying meanwhile."""
    if not view.chosen:
        return 'say "set up" in the channel to use and press Make this the permanence channel.'
    if view.out_of_reach and view.to_channel:
        return (
            "see in Teams that the channel is there and that the app is in its team, then mention the bot in the "
            'channel; if the channel is gone for good, say "set up" in another and choose that.'
        )
    return (
        "nothing, when Teams itself is in trouble: the bot goes on trying. If it lasts, whoever runs the server looks "
        "at /health and at the log."
    )


def _why(view: UnsaidView) -> str:
    return plain(view.why) if view.why else "nothing yet"


_AT = datetime(2026, 3, 17, 8, 1, tzinfo=UTC)

EXAMPLES = {
    "channel-out-of-reach": UnsaidView(9, _AT, True, "Permanence", True, True, "404 ConversationNotFound"),
    "teams-in-trouble": UnsaidView(1, _AT, False, "Permanence", why="503"),
    "no-channel": UnsaidView(2, _AT, chosen=False),
    "over": UnsaidView(0, _AT, over=True),
}
