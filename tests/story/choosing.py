"""People who walk through every form they can come to and choose each thing it offers; nothing they send is kept."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import update

from bot.routes import CONTENTS
from storage.store import Press, Store, Work
from storage.tables import metadata
from tests.dump import rows_of
from tests.loopback import Shown, Visitor
from tests.loopback.shown import _actions, _data, _verb
from tools.card_modules import card_modules

IDS = ("child", "id", "version", "of", "event", "seal", "page", "start")  # cards alike but for these are seen once
WORDS = ("note", "reason", "text")  # asked for with some of the choices
TO_COME = ("due", "until", "next_on")  # dates that lie ahead; all others are of what happened
Form = tuple[Shown, dict[str, Any], list[dict[str, Any]]]


class Rehearsal(Store):
    """A store whose changes are carried out and then undone while `trying`, so that each choice meets the same day.

    `overtaken` lets somebody else change everything just before. `held` is all it held before the change was undone.
    """

    trying = overtaken = False
    held = ""

    @asynccontextmanager
    async def change(self, press: Press | None = None) -> AsyncIterator[Work]:
        trying, overtaken = self.trying, self.overtaken  # the delivery loop may still be at work when these change
        try:
            async with super().change(press) as work:
                if overtaken:
                    for table in (one for one in metadata.sorted_tables if "version" in one.c):
                        await work.conn.execute(update(table).values(version=table.c.version + 1))
                yield work
                if trying:
                    self.held += repr(await rows_of(work))
                    raise _Undone
        except _Undone:
            pass


class _Undone(Exception):
    """What was tried is not kept."""


@dataclass
class Chooser:
    """Somebody who looks behind every button that only shows, and keeps the forms found there, one of each shape."""

    who: Visitor
    today: date
    wants: Callable[[dict[str, Any]], object] = lambda one: choices(one)  # which inputs make a form one to keep
    forms: dict[tuple[str, ...], Form] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    async def look_behind(self, card: Shown) -> None:
        waiting = [card]
        while waiting:
            shown = waiting.pop()
            for action, inputs in _actions(shown.card, ()):
                verb = str(_verb(action))
                if CONTENTS.verbs[verb].form and any(self.wants(one) for one in inputs):
                    self.forms.setdefault(shape(verb, inputs), (shown, action, list(inputs)))
                told = {name: "" if name in IDS else value for name, value in _data(action).items()}
                mark = json.dumps([verb, told], sort_keys=True)
                if CONTENTS.verbs[verb].writes or mark in self.seen:
                    continue
                self.seen.add(mark)
                waiting.append(await self.press(shown, action, self.filled(inputs)))

    async def every_choice(self) -> AsyncIterator[tuple[str, str, Shown, bool]]:
        """The verb, the choice in words, what it was answered with, and whether that was a refusal."""
        for shown, action, inputs in self.forms.values():
            offered = {(stem(one), choice["title"]): (one, choice) for one in inputs for choice in choices(one)}
            for one, choice in offered.values():
                typed = {**self.filled(inputs), one["id"]: choice["value"]}
                answer, verb = await self.press(shown, action, typed), str(_verb(action))
                yield verb, choice["title"], answer, is_refusal(answer, shape(verb, inputs))

    async def press(self, shown: Shown, action: dict[str, Any], typed: dict[str, str]) -> Shown:
        return (await self.who.presses(shown, str(_verb(action)), typed, data=_data(action))).card

    def filled(self, inputs: Sequence[dict[str, Any]]) -> dict[str, str]:
        return {one["id"]: given for one in inputs if (given := self._fill(one))}

    def _fill(self, one: dict[str, Any]) -> str:
        """What stands there, else what a person would put there: what is asked for, and some words beside."""
        if one.get("value") or not (one.get("isRequired") or one["id"] in WORDS or one["type"] == "Input.Date"):
            return str(one.get("value", ""))
        match one["type"]:
            case "Input.ChoiceSet":
                return str(choices(one)[0]["value"])
            case "Input.Date":
                return str(self.today + timedelta(days=14 if one["id"] in TO_COME else 0))
            case _:
                return "Words of a person"


def choices(one: dict[str, Any]) -> list[dict[str, str]]:
    return list(one.get("choices", ()))


def stem(one: dict[str, Any]) -> str:
    return str(one["id"]).rstrip("0123456789")


def shape(verb: str, inputs: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """Forms alike but for the ids in their inputs' names are walked once."""
    return (verb, *sorted({stem(one) for one in inputs}))


def is_refusal(answer: Shown, form: tuple[str, ...]) -> bool:
    """One sentence and the way back, or the form again with the sentence on top."""
    again = any(shape(str(_verb(action)), inputs) == form for action, inputs in _actions(answer.card, ()))
    return again or len(answer.card["body"]) == 1


def verbs_that_choose() -> set[str]:
    """Every verb whose form offers a choice, by the examples of all cards."""
    drawing = [module for module in card_modules().values() if hasattr(module, "draw")]
    drawn = [module.draw(view) for module in drawing for view in module.EXAMPLES.values()]
    found = [(str(_verb(action)), inputs) for card in drawn for action, inputs in _actions(card, ())]
    return {verb for verb, inputs in found if CONTENTS.verbs[verb].form and any(choices(one) for one in inputs)}
