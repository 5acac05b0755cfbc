"""The few parts every card is made of, so that all read alike: heading, words, facts, buttons, inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from cards.elements import (
    Action,
    ActionSet,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    ExecuteAction,
    Fact,
    FactSet,
    Mention,
    MentionedEntity,
    OpenUrlAction,
    SubmitAction,
    TeamsCardProperties,
    TextBlock,
    TextInput,
    as_json,
)
from cards.said_below import said_below
from permanence.subject import Subject

WAY_BACK = "list"
LONDON = ZoneInfo("Europe/London")
MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_[]<>~"})


def heading(text: str) -> TextBlock:
    """The card's one heading; it comes first."""
    return TextBlock(text=text, style="heading", size="Large", weight="Bolder", wrap=True)


def words(text: str, *, subtle: bool = False, bold: bool = False, color: str | None = None) -> TextBlock:
    """A paragraph. Text from people goes through `plain` first."""
    more: dict[str, Any] = {"color": color} if color else {}
    return TextBlock(text=text, wrap=True, isSubtle=subtle or None, weight="Bolder" if bold else None, **more)


def outcome(line: str) -> list[CardElement]:
    """The first line after a press: what happened. Nothing when nothing did."""
    return [Container(style="emphasis", items=[words(plain(line), bold=True)])] if line else []


def address(kind: str, id: int | str) -> str:
    """What a button says its card is about."""
    return str(Subject.of(kind, id))


def facts(pairs: Iterable[tuple[str, str]]) -> FactSet:
    """Names and values, one a line."""
    return FactSet(facts=[Fact(title=name, value=value) for name, value in pairs])


def section(title: str, items: Sequence[CardElement]) -> Container:
    """A titled part of a card."""
    return Container(separator=True, spacing="Medium", items=[words(title, bold=True), *items])


def button(
    title: str, verb: str, data: Mapping[str, Any], *, style: str | None = None, secondary: bool = False
) -> ExecuteAction:
    """A button. `data` holds ids and a row version only; old clients submit the same data."""
    # The verb stands in the data too, so that a submit and an execute read alike on the way in.
    payload: dict[str, Any] = {**data, "action": verb}
    more: dict[str, Any] = {"style": style} if style else {}
    if secondary:
        more["mode"] = "secondary"
    return ExecuteAction(title=title, verb=verb, data=payload, fallback=SubmitAction(title=title, data=payload), **more)


def leaving(title: str, verb: str, data: Mapping[str, Any], *, secondary: bool = False) -> ExecuteAction:
    """A button that leaves a form: what is typed there is neither asked for nor sent."""
    whole = button(title, verb, data, secondary=secondary)
    fallback = replace(whole.fallback, associatedInputs="none")
    return replace(whole, associatedInputs="none", fallback=fallback)


def way_back(verb: str, data: Mapping[str, Any]) -> dict[str, str]:
    """In the data of a button that opens something from a list: the button that shows the list at the same page."""
    return {WAY_BACK: f"{verb}?{urlencode(data)}"}


def submit(title: str, verb: str, data: Mapping[str, Any]) -> SubmitAction:
    """The button of a dialog, which knows no other kind; its data reads as a button's does."""
    return SubmitAction(title=title, data={**data, "action": verb})


def buttons(actions: Sequence[Action]) -> ActionSet:
    """Buttons beside the thing they belong to, in the card's body."""
    return ActionSet(actions=list(actions))


def link(title: str, url: str, *, secondary: bool = False) -> OpenUrlAction:
    """A button that opens an address."""
    return OpenUrlAction(title=title, url=url, mode="secondary" if secondary else None)


def text_input(
    name: str, label: str, *, required: str = "", value: str = "", lines: bool = False, most: int = 1000
) -> TextInput:
    """A box to type in. `required` is the sentence shown when it is left empty; without one it may be."""
    return TextInput(
        id=name,
        label=_label(label, required),
        isRequired=bool(required) or None,
        errorMessage=required or None,
        value=value or None,
        isMultiline=lines or None,
        maxLength=float(most),
    )


def reason_input(value: str) -> TextInput:
    """The box for why a sitting or a place at it is given up, as everybody invited will read it."""
    return text_input(
        "reason",
        "Reason, seen in the channel",
        required="Say why; a few words are enough.",
        value=value,
        lines=True,
        most=500,
    )


def date_input(name: str, label: str, *, required: str = "", value: date | None = None) -> DateInput:
    """A date; the server checks it and says it back in words."""
    return DateInput(
        id=name,
        label=_label(label, required),
        isRequired=bool(required) or None,
        errorMessage=required or None,
        value=value.isoformat() if value else None,
    )


def choice(
    name: str,
    label: str,
    choices: Iterable[tuple[str, str]],
    *,
    required: str = "",
    value: str = "",
    several: bool = False,
) -> ChoiceSetInput:
    """A choice of (words shown, value sent); with `several`, any number, sent joined by commas."""
    return ChoiceSetInput(
        id=name,
        label=_label(label, required),
        isRequired=bool(required) or None,
        errorMessage=required or None,
        choices=[Choice(title=shown, value=sent) for shown, sent in choices],
        value=value or None,
        isMultiSelect=several or None,
        style="expanded" if several else "compact",
        wrap=True,
    )


def mention(name: str, teams_id: str | None) -> tuple[str, list[Mention]]:
    """The words that mention somebody, and the entity they need; the bare name when their id is not known."""
    if not teams_id:
        return plain(name), []
    text = f"<at>{name}</at>"
    return text, [Mention(text=text, mentioned=MentionedEntity(id=teams_id, name=name))]


def finish(
    body: Sequence[CardElement],
    actions: Sequence[Action] = (),
    *,
    said: str,
    mentions: Sequence[Mention] = (),
    full_width: bool = False,
) -> dict[str, Any]:
    """The card as JSON. `said` is what a client that cannot draw it shows and what is read aloud: no names."""
    teams: dict[str, Any] = {}
    if mentions:
        teams["entities"] = list(mentions)
    if full_width:
        teams["width"] = "full"
    card = AdaptiveCard(
        version="1.5",
        lang="en",
        body=list(body),
        actions=_in_sight(actions) or None,
        fallbackText=said,
        speak=said,
        msteams=TeamsCardProperties(**teams) if teams else None,
    )
    return said_below({"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", **as_json(card)})


def _in_sight(actions: Sequence[Action]) -> list[Action]:
    """The buttons; the first is never put away, because three dots alone say nothing of what they hold."""
    if not actions or any(one.mode != "secondary" for one in actions):
        return list(actions)
    return [replace(actions[0], mode=None), *actions[1:]]


def plain(text: str) -> str:
    """Text somebody typed, with everything Markdown or a mention could be made of taken as it is written."""
    return " ".join(text.split()).translate(MARKDOWN)


def day(value: date) -> str:
    """Thu 12 March 2026."""
    return f"{value:%a} {value.day} {value:%B %Y}"


def time_of(value: datetime) -> str:
    """14:00 in London."""
    return f"{value.astimezone(LONDON):%H:%M}"


def moment(value: datetime) -> str:
    """Thu 12 March 2026, 14:00 in London."""
    local = value.astimezone(LONDON)
    return f"{day(local.date())}, {local:%H:%M}"


def _label(label: str, required: str) -> str:
    # NVDA does not announce isRequired, so the label says it.
    return f"{label} (required)" if required else label


def span(starts: datetime, ends: datetime) -> str:
    """14:00 to 14:20 in London."""
    return f"{time_of(starts)} to {time_of(ends)}"


def afternoon(starts: datetime, ends: datetime) -> str:
    """Thu 12 March 2026, 14:00 to 17:00 in London."""
    return f"{day(starts.astimezone(LONDON).date())}, {span(starts, ends)}"
