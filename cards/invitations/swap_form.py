"""The form to ask another manager to exchange slots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import address, button, choice, finish, heading, leaving, outcome, words


@dataclass(frozen=True, slots=True)
class SwapFormView:
    """Own slots and those of other managers, each as (item, words)."""

    invitation: int
    version: int
    mine: tuple[tuple[int, str], ...]
    others: tuple[tuple[int, str], ...]
    chosen: str = ""
    chosen_other: str = ""
    line: str = ""


def draw(view: SwapFormView) -> dict[str, Any]:
    """Two choices; with nobody to exchange with, only the way back."""
    of = {"of": address("invitation", view.invitation), "id": view.invitation, "version": view.version}
    back = leaving("Back", "show_again", of)
    head = [*outcome(view.line), heading("Exchange slots with another manager")]
    if not view.mine or not view.others:
        nobody = words("There is no other manager's slot to exchange with.")
        return finish([*head, nobody], [back], said="There is no slot to exchange with.")
    body = [
        *head,
        words("The other manager is asked in the channel; nothing changes until they agree."),
        choice("mine", "Which of your slots", _sent(view.mine), required="Choose your slot.", value=view.chosen),
        choice(
            "theirs",
            "For which slot",
            _sent(view.others),
            required="Choose the other manager's slot.",
            value=view.chosen_other,
        ),
    ]
    actions = [button("Ask to exchange", "ask_swap", of, style="positive"), back]
    return finish(body, actions, said="A form to exchange slots.")


def _sent(slots: tuple[tuple[int, str], ...]) -> list[tuple[str, str]]:
    return [(shown, str(item)) for item, shown in slots]


_MINE = ((11, "14:00 to 14:20, C-1042 (AB)"), (12, "14:20 to 14:40, C-1077 (KM)"))
EXAMPLES = {
    "one-other": SwapFormView(12, 1, _MINE, ((13, "14:40 to 15:00, C-1013 (TJ), Will West"),)),
    "nothing-chosen": SwapFormView(
        12,
        1,
        _MINE,
        ((13, "14:40 to 15:00, C-1013 (TJ), Will West"),),
        "11",
        line="Choose the other manager's slot.",
    ),
    "nobody-else": SwapFormView(12, 1, _MINE, ()),
}
