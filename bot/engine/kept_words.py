"""What a person wrote stays in sight: the words of a form that is refused, and what was not read beside a message."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

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
from cards.parts import outcome
from cards.refusal import RefusalView, said_back
from permanence.refusals import Incomplete, Refusal


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
