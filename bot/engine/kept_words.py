"""What a person had in sight stays: the words of a refused form, what was not read, and the way back to a list.

A button that opens something from a list says in its data where the list is. The card that comes back hands that on to
each of its own buttons, however many cards further; only the button that leads back to the list does not.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from bot.engine.contents import Verb
from bot.engine.context import Bot
from bot.engine.forms import ask_again
from bot.engine.messages import (
    Choices,
    ChoicesAsked,
    Dialog,
    DialogAsked,
    Reply,
    Results,
    Said,
    Searched,
    Submission,
    Turn,
)
from cards import house_words, refusal
from cards.arrival_words import left_out
from cards.elements import as_json
from cards.parts import WAY_BACK, leaving, outcome
from cards.refusal import RefusalView, said_back
from permanence.refusals import Incomplete, Refusal

MOST_IN_A_ROW = 6  # buttons in a row
BUTTONS = ("Action.Execute", "Action.Submit")


async def pressed(bot: Bot, verb: Verb, press: Submission) -> Reply:
    """What the button does; a form that something is wrong with comes back as it was filled in, and says what."""
    try:
        return _with_words(await verb.handle(bot, press), press)
    except Incomplete as no:
        if verb.form not in ("", press.verb):
            with suppress(Refusal):  # the form cannot be filled in any more: the words are said back instead
                return await ask_again(bot, press, no.sentence)
        raise


def refused(sentence: str, turn: Turn) -> Reply:
    """The sentence in the form of this turn's answer, with the words that were typed into what was sent."""
    match turn:
        case Searched():
            return Results(sentence=sentence)
        case ChoicesAsked():
            return Choices(sentence=sentence)
        case DialogAsked():
            return Dialog(refusal.draw(RefusalView(sentence)), title="Permanence")
        case Submission(dialog=True):
            return Dialog(refusal.draw(RefusalView(sentence, typed=_typed(turn))), title="Permanence")
        case Submission():
            return Reply(refusal.draw(RefusalView(sentence, str(turn.data.get("of", "")), _typed(turn))))
        case Said():
            return Reply(refusal.draw(RefusalView(sentence)))
        case _:
            return Reply()


def noted(reply: Reply, turn: Turn) -> Reply:
    """The answer to a message, which first says what came with it that was not read."""
    line = left_out(turn.beside) if isinstance(turn, Said) else ""
    if not line:
        return reply
    if reply.card is None:
        return replace(reply, card=refusal.draw(RefusalView(line)))
    return replace(reply, card={**reply.card, "body": [*as_json(outcome(line)), *reply.card["body"]]})


def _with_words(reply: Reply, press: Submission) -> Reply:
    """The card as it stands, when somebody else was first, with the words that were typed for nothing."""
    words = _typed(press)
    if not words or reply.card is None or not reply.card["body"]:
        return reply
    first, *rest = reply.card["body"]
    if not _says(first).startswith(house_words.NOT_DONE):
        return reply
    return replace(reply, card={**reply.card, "body": [first, *as_json(said_back(words)), *rest]})


def _says(element: Any) -> str:
    """What a line at the top of a card says."""
    return str((element.get("items") or [{}])[0].get("text", ""))


def _typed(press: Submission) -> tuple[str, ...]:
    return tuple(str(press.data[name]) for name in press.typed if press.data.get(name))


def with_way_back(reply: Reply, turn: Turn) -> Reply:
    """The answer to a press made on a card that was opened from a list, with the way back to it."""
    if not isinstance(turn, Submission) or turn.dialog or reply.card is None:
        return reply
    way = str(turn.data.get(WAY_BACK) or "")
    verb, _, query = way.partition("?")
    if not query:
        return reply
    card = copy.deepcopy(reply.card)
    for node in _to_press(card):
        _hand_on(node, way)
    its = list(card.get("actions", ()))
    titles = {one.get("title") for one in its}
    title = house_words.BACK_TO_FIRST_LIST if house_words.BACK_TO_LIST in titles else house_words.BACK_TO_LIST
    data = dict(parse_qsl(query, keep_blank_values=True))
    [back] = as_json([leaving(title, verb, data, secondary=len(its) >= MOST_IN_A_ROW)])
    return replace(reply, card={**card, "actions": [*its, back]})


def _hand_on(node: dict[str, Any], way: str) -> None:
    """A list on the way has its own way back, which leads on to the first."""
    for one in (node, node.get("fallback", {})):
        if "data" in one:
            own = one["data"].get(WAY_BACK)
            nested = f"{own}&{urlencode({WAY_BACK: way})}" if own and f"&{WAY_BACK}=" not in own else own
            one["data"] = {**one["data"], WAY_BACK: nested or way}


def _to_press(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for one in node:
            yield from _to_press(one)
    elif isinstance(node, dict):
        if node.get("type") in BUTTONS:
            yield node
            return
        for value in node.values():
            if isinstance(value, list | dict):
                yield from _to_press(value)
