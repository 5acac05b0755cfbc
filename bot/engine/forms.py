"""A form that comes back without what stood in it: nothing is changed, and it is shown again with what did come."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog

from bot.engine.context import Bot
from bot.engine.messages import Card, Reply, Submission
from cards import house_words
from cards.elements import as_json
from cards.fields import Field, date_box
from cards.parts import outcome
from cards.said_below import said_below
from permanence.refusals import Incomplete, NotFound

log = structlog.get_logger()
ASKS = "asks"  # of a button: the inputs of its card
BLANK = "blank"  # of a button: the inputs that its press leaves empty
POSTED_BY = "row"  # of a button on a card posted by itself: the row of the outbox that posted it
MUST_COME = "*"
IN_WORDS = "?"  # typed in words that are still to be understood
BOX = "~"  # a box to write in
NOT_SAID = ""  # in place of an input's name: the card is of a version that did not say what it asks
MARKS = re.compile(r"\??(~(\d*))?\*?$")
MOST = 8000  # characters shown again of a box
OLDER = "This button is from an older version of the card; ask for the card again."


def asks(card: Card, in_words: Collection[str] = ()) -> str:
    """The inputs of a card, in one text; one that is required or shows a value must come back with the press.

    Some clients leave out an input in which nothing stands, so what was shown empty may be absent: that is no change.
    """
    marked = [(one["id"] + IN_WORDS * (one["id"] in in_words) + _box(one), one) for one in inputs(card)]
    return ",".join(name + MUST_COME * _must_come(one) for name, one in marked)


def arrived(pressed: Submission, sent: Mapping[str, Any]) -> Submission:
    """The press with what its button sent and what was filled in, nothing besides; and what had to come and did not."""
    asked = [name for name in str(sent.get(ASKS) or "").split(",") if name]
    blank = {name: "" for name in str(sent.get(BLANK) or "").split(",") if name}
    names = {MARKS.sub("", name): name for name in asked}
    filled = {name: given for name in names if (given := _given(pressed.data.get(name))) is not None}
    left = names.keys() - {*filled, *blank}
    # What came and cannot be read did not come, whether it had to or not.
    odd = {name for name in left if pressed.data.get(name) not in (None, [], {})}
    lacking = tuple(name for name in names if name in left and (MUST_COME in names[name] or name in odd))
    ours = {name: value for name, value in sent.items() if name not in (ASKS, BLANK, POSTED_BY)}
    return replace(
        pressed,
        data={**filled, **blank, **ours},
        posted_by=str(sent.get(POSTED_BY) or ""),
        lacking=lacking if ASKS in sent else (NOT_SAID,),
        in_words=tuple(name for name, as_asked in names.items() if IN_WORDS in as_asked),
        typed=tuple(name for name, as_asked in names.items() if BOX in as_asked and filled.get(name)),
        too_long={name: over for name, marked in names.items() if (over := _over(filled.get(name, ""), marked))},
    )


async def form_shown(bot: Bot, pressed: Submission) -> Reply:
    """The form that the button of this press sends, drawn anew for who pressed it; nothing is changed by it."""
    verb = bot.contents.verbs[pressed.verb]
    opener = verb.form or pressed.verb
    if verb.writes and not verb.form:
        raise NotFound(OLDER)
    return await bot.contents.verbs[opener].handle(bot, replace(pressed, verb=opener))


def with_what_came(reply: Reply, pressed: Submission, said: str = "") -> Reply:
    """The form with what was filled in before, and a sentence above it."""
    if reply.card is None:
        return reply
    card = copy.deepcopy(reply.card)
    for one in inputs(card):
        if one["id"] in pressed.data:
            _show(one, str(pressed.data[one["id"]])[:MOST])
    for one in _to_press(card, pressed.verb):
        _as_seen(one, pressed)
    if said:
        card["body"] = [*as_json(outcome(said)), *card["body"]]
    return replace(reply, card=said_below(card))


async def ask_shorter(bot: Bot, pressed: Submission) -> Reply:
    """The form with what was typed, and which box holds more than it may, by how much; nothing is cut."""
    reply = await form_shown(bot, pressed)
    labels = {one["id"]: _label(one) for one in inputs(reply.card or {})}
    over = [f"{labels.get(name, name)}: {house_words.too_long(*counts)}" for name, counts in pressed.too_long.items()]
    return with_what_came(reply, pressed, " ".join(over))


async def ask_again(bot: Bot, pressed: Submission, wrong: str = "") -> Reply:
    """The form of this press, as it was filled in, with one sentence: what is wrong, else what did not come."""
    log.warning("form_asked_again", verb=pressed.verb, lacking=pressed.lacking)
    reply = with_what_came(await form_shown(bot, pressed), pressed)
    if reply.card is None:
        return reply
    card = reply.card
    shown = {one["id"]: one for one in inputs(card)}
    lacking = [shown[name] for name in pressed.lacking if name in shown]
    came = bool(shown.keys() & pressed.data.keys())
    to_press = _to_press(card, pressed.verb)
    if wrong and not to_press:
        raise Incomplete(wrong)
    open_to_choice = [one for one in lacking if not one.get("isRequired")]
    if to_press and open_to_choice:
        card["actions"].insert(card["actions"].index(to_press[0]) + 1, _leaving_empty(to_press[0], open_to_choice))
    title = str(to_press[0]["title"]) if to_press else ""
    said = wrong or _sentence(lacking if came else [], title, bool(open_to_choice))
    card["body"] = [*as_json(outcome(said)), *card["body"]]
    return replace(reply, card=said_below(card))


async def led_back(bot: Bot, verb: str, pressed: Submission, said: str) -> Reply:
    """The card on which to do first what the sentence says."""
    reply = await bot.contents.verbs[verb].handle(bot, replace(pressed, verb=verb))
    return with_what_came(reply, replace(pressed, data={}), said)


def inputs(node: Any) -> Iterator[dict[str, Any]]:
    """Every input of a card, wherever it stands."""
    if isinstance(node, list):
        for one in node:
            yield from inputs(one)
    elif isinstance(node, dict):
        if str(node.get("type")).startswith("Input."):
            yield node
        else:
            yield from inputs([value for value in node.values() if isinstance(value, list | dict)])


def _to_press(card: Card, verb: str) -> list[dict[str, Any]]:
    return [one for one in card.get("actions", ()) if one.get("data", {}).get("action") == verb]


def _box(one: Mapping[str, Any]) -> str:
    """The mark of a box to write in, with how many characters it takes."""
    return f"{BOX}{int(one.get('maxLength', 0))}" if one["type"] == "Input.Text" else ""


def _over(given: str, marked: str) -> tuple[int, int] | None:
    """How many characters were typed and how many a box takes, where these are fewer."""
    found = MARKS.search(marked)
    most, count = int((found and found[2]) or 0), len(given.strip())
    return (count, most) if most and count > most else None


def _label(one: Mapping[str, Any]) -> str:
    return str(one["label"]).removesuffix(" (required)")


def _must_come(one: Mapping[str, Any]) -> bool:
    return bool(one.get("isRequired") or one.get("value"))


def _given(value: object) -> str | None:
    """What an input sent; a client may send a number, a list of what was chosen, and null for nothing."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case [_, *_] if all(isinstance(one, str) for one in value):
            return ",".join(map(str, value))
    return None


def _show(one: dict[str, Any], typed: str) -> None:
    """Put into an input what was typed into it, as far as it can show that."""
    match one["type"]:
        case "Input.ChoiceSet":
            offered = {choice["value"] for choice in one["choices"]}
            typed = ",".join(value for value in typed.split(",") if value in offered)
        case "Input.Date":
            box = as_json(date_box(Field(one["id"], one["label"]), typed))
            typed = box.get("value", "")
            one.update({name: box[name] for name in ("type", "maxLength") if name in box})
    one.pop("value", None)
    if typed:
        one["value"] = typed


def _as_seen(button: dict[str, Any], pressed: Submission) -> None:
    """What was typed was typed before the version seen then, so a change of somebody else's meanwhile is noticed."""
    for one in (button, button.get("fallback", {})):
        if "version" in one.get("data", {}) and "version" in pressed.data:
            one["data"] = {**one["data"], "version": pressed.data["version"]}


def _leaving_empty(button: Mapping[str, Any], left: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    title = "Leave it empty" if len(left) == 1 else "Leave them empty"
    data = {**button["data"], BLANK: ",".join(one["id"] for one in left)}
    made = {name: value for name, value in button.items() if name not in ("style", "fallback")} | {"title": title}
    if "fallback" in button:
        made["fallback"] = {**button["fallback"], "title": title, "data": data}
    return {**made, "data": data}


def _sentence(lacking: Sequence[Mapping[str, Any]], button: str, may_be_left: bool) -> str:
    if not button:
        return "What was filled in did not arrive, so nothing was changed."
    if not lacking:
        return f'What was filled in did not arrive, so nothing was changed: fill it in again and press "{button}".'
    names = ", ".join(f'"{_label(one)}"' for one in lacking)
    leave = ", or say that it is to be empty" if may_be_left else ""
    return f'Nothing arrived for {names}, so nothing was changed: fill it in and press "{button}"{leave}.'
