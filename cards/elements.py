"""The elements of Adaptive Cards that our cards are made of, and how a card of them is written as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardElement:
    """Something in a card's body. Fields are named and ordered as the schema has them; None is left out."""

    type: ClassVar[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to press."""

    type: ClassVar[str]
    title: str
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock(CardElement):
    type: ClassVar[str] = "TextBlock"
    text: str
    isSubtle: bool | None = None
    size: str | None = None
    weight: str | None = None
    color: str | None = None
    fontType: str | None = None
    wrap: bool | None = None
    style: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge(CardElement):
    """A few words on a colour. Teams' own: whoever does not know it draws the fallback."""

    type: ClassVar[str] = "Badge"
    text: str
    icon: str
    style: str
    appearance: str
    size: str
    fallback: TextBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Container(CardElement):
    type: ClassVar[str] = "Container"
    id: str | None = None
    isVisible: bool | None = None
    style: str | None = None
    separator: bool | None = None
    spacing: str | None = None
    items: Sequence[CardElement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(CardElement):
    type: ClassVar[str] = "Column"
    width: str | None = None
    items: Sequence[CardElement]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSet(CardElement):
    type: ClassVar[str] = "ColumnSet"
    spacing: str | None = None
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnDefinition:
    width: str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell(CardElement):
    type: ClassVar[str] = "TableCell"
    items: Sequence[CardElement]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow(CardElement):
    type: ClassVar[str] = "TableRow"
    cells: Sequence[TableCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(CardElement):
    type: ClassVar[str] = "Table"
    columns: Sequence[ColumnDefinition]
    firstRowAsHeaders: bool
    showGridLines: bool
    rows: Sequence[TableRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    title: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSet(CardElement):
    type: ClassVar[str] = "FactSet"
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitAction(Action):
    type: ClassVar[str] = "Action.Submit"
    data: JSON
    associatedInputs: str | None = None  # "none" for one that leaves a form


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecuteAction(Action):
    type: ClassVar[str] = "Action.Execute"
    style: str | None = None
    data: JSON
    verb: str
    fallback: SubmitAction
    associatedInputs: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenUrlAction(Action):
    type: ClassVar[str] = "Action.OpenUrl"
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToggleVisibilityAction(Action):
    type: ClassVar[str] = "Action.ToggleVisibility"
    targetElements: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSet(CardElement):
    type: ClassVar[str] = "ActionSet"
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInput(CardElement):
    type: ClassVar[str] = "Input.Text"
    id: str
    label: str
    isRequired: bool | None = None
    errorMessage: str | None = None
    value: str | None = None
    maxLength: float | None = None
    isMultiline: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInput(CardElement):
    type: ClassVar[str] = "Input.Date"
    id: str
    label: str
    isRequired: bool | None = None
    errorMessage: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    title: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceSetInput(CardElement):
    type: ClassVar[str] = "Input.ChoiceSet"
    id: str
    label: str
    isRequired: bool | None = None
    errorMessage: str | None = None
    value: str | None = None
    choices: Sequence[Choice]
    style: str | None = None
    isMultiSelect: bool | None = None
    wrap: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionedEntity:
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    type: ClassVar[str] = "mention"
    text: str
    mentioned: MentionedEntity


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsCardProperties:
    width: str | None = None
    entities: Sequence[Mention] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdaptiveCard:
    type: ClassVar[str] = "AdaptiveCard"
    lang: str
    version: str
    fallbackText: str
    speak: str
    msteams: TeamsCardProperties | None = None
    body: Sequence[CardElement]
    actions: Sequence[Action] | None = None


_NAMES: dict[type, tuple[str, ...]] = {}  # of the fields of what was written before


def _names(element: Any) -> tuple[str, ...]:
    """The names an element's fields have in the schema; none of what is no element."""
    kind = type(element)
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(element)) if is_dataclass(element) else ()
    return _NAMES[kind]


def as_json(element: Any) -> Any:
    """What a client is sent: the elements by their type, and everything that was said of each."""
    names = _names(element)
    if not names:
        return [as_json(one) for one in element] if isinstance(element, list | tuple) else element
    kind = getattr(element, "type", None)
    said = {name: as_json(value) for name in names if (value := getattr(element, name)) is not None}
    return {"type": kind, **said} if kind else said
