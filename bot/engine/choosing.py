"""What is typed to choose by: the choices it may mean, found on the form itself as who asks may see it."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import structlog

from bot.engine.context import Bot
from bot.engine.forms import form_shown, inputs, with_what_came
from bot.engine.long_choices import MOST, TYPED
from bot.engine.messages import Card, Choices, ChoicesAsked, Reply, Submission
from cards import house_words

log = structlog.get_logger()
NEAREST = 3
LIKE = 0.5  # of a name: what is less alike is not offered as meant
LONGEST = 100
WORD = re.compile(r"\w+")

Choice = Mapping[str, str]


async def find_choices(bot: Bot, asked: ChoicesAsked) -> Choices:
    """At most as many choices as Teams lists, of those the form offers who asks."""
    pressed = Submission(asked.verb, asked.data, asked.caller, asked.place, "", "", lacking=(asked.input,))
    card = (await form_shown(bot, pressed)).card
    offered = _offered(card, asked.input) if card else []
    found = [one for one in offered if _has(one["title"], asked.words)] if asked.words else offered
    return Choices(found=tuple((one["title"], one["value"]) for one in found[asked.start : asked.start + MOST]))


async def show_to_type(bot: Bot, pressed: Submission) -> Reply:
    """The form once more, to type in it what was to be chosen; what was filled in stays."""
    reply = await form_shown(bot, _as_lacking(pressed))
    card = reply.card or {}
    sure = {name: meant for name in pressed.in_words if (meant := _meant(card, name, pressed))}
    return with_what_came(reply, replace(pressed, data={**pressed.data, **sure}))


async def understood(bot: Bot, pressed: Submission) -> Submission | Reply:
    """The press with the value each typed name surely means; else the form again with the nearest, to choose from."""
    names = [name for name in pressed.in_words if str(pressed.data.get(name) or "").strip()]
    if not names:
        return pressed
    reply = await form_shown(bot, _as_lacking(pressed))
    if reply.card is None:
        return pressed
    data, doubts = dict(pressed.data), {}
    for name in names:
        offered, typed = _offered(reply.card, name), str(pressed.data[name])
        meant = meaning(offered, typed)
        if len(meant) == 1:
            data[name] = meant[0]["value"]
        else:
            doubts[name] = (meant or nearest(offered, typed))[:NEAREST]
    if not doubts:
        return replace(pressed, data=data)
    log.info("name_not_sure", verb=pressed.verb, inputs=sorted(doubts))
    return _asked_again(reply, replace(pressed, data=data), doubts)


def meaning(offered: Sequence[Choice], typed: str) -> list[Choice]:
    """What the words may mean, by the first reading of them that finds any: whole, a name, how its words begin."""
    said = _plain(typed)
    ways = (
        [one for one in offered if one["title"] == typed.strip()],
        [one for one in offered if _plain(one["title"]) == said],
        [one for one in offered if said in (_plain(_name(one["title"])), _plain(_reference(one["title"])))],
        [one for one in offered if _has(one["title"], typed)],
    )
    return next((found for found in ways if found), []) if said else []


def nearest(offered: Sequence[Choice], typed: str) -> list[Choice]:
    """The few whose name is written most alike; none that is not alike at all."""
    said = _plain(typed[:LONGEST])
    alike = [(SequenceMatcher(None, said, _plain(_name(one["title"])[:LONGEST])).ratio(), one) for one in offered]
    close = sorted((pair for pair in alike if pair[0] >= LIKE), key=lambda pair: -pair[0])
    return [one for _, one in close[:NEAREST]]


def _meant(card: Card, name: str, pressed: Submission) -> str:
    meant = meaning(_offered(card, name), str(pressed.data.get(name) or ""))
    return meant[0]["value"] if len(meant) == 1 else ""


def _asked_again(reply: Reply, pressed: Submission, doubts: Mapping[str, Sequence[Choice]]) -> Reply:
    card = copy.deepcopy(reply.card)
    said = []
    for one in inputs(card):
        if one["id"] in doubts:
            near = doubts[one["id"]]
            typed = str(pressed.data[one["id"]]).strip()[:LONGEST]
            said.append(house_words.not_surely(typed, one["label"], [choice["title"] for choice in near]))
            one["choices"] = [*near, *(choice for choice in one["choices"] if choice not in near)]
    data = {name: value for name, value in pressed.data.items() if name not in doubts}
    return with_what_came(replace(reply, card=card), replace(pressed, data=data), " ".join(said))


def _as_lacking(pressed: Submission) -> Submission:
    """A dialog's own handler shows its form again when it is told that something did not come."""
    return replace(pressed, lacking=pressed.lacking or tuple(pressed.in_words) or (TYPED,))


def _offered(card: Card, name: str) -> list[dict[str, str]]:
    return next((one["choices"] for one in inputs(card) if one["id"] == name and "choices" in one), [])


def _has(title: str, typed: str) -> bool:
    """Whether each word typed begins a word of the title; of a reference in parts, every part."""
    words, said = WORD.findall(_plain(title)), WORD.findall(_plain(typed))
    return all(any(word.startswith(one) for word in words) for one in said) if said else _plain(typed) in _plain(title)


def _plain(text: str) -> str:
    """Without capitals, accents and doubled blanks, so that Zoe finds Zoë."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def _name(title: str) -> str:
    """The name without the roles, teams or initials behind it."""
    return re.split(r",| \(", title, maxsplit=1)[0]


def _reference(title: str) -> str:
    return title.split(" ", 1)[0].rstrip(":,")
