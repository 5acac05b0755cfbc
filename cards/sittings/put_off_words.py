"""Children put off more than once without being heard, said to the chair."""

from __future__ import annotations

from cards.elements import CardElement, Mention
from cards.parts import mention, plain, words

Chairs = tuple[tuple[str, str | None], ...]  # (name, Teams id) of those who must know of it


def told_to_the_chair(put_off: tuple[tuple[str, int], ...], chairs: Chairs) -> tuple[list[CardElement], list[Mention]]:
    """The chair mentioned, and each child with how many sittings running; nothing when there is none."""
    if not put_off:
        return [], []
    named: list[str] = []
    entities: list[Mention] = []
    for name, teams_id in chairs:
        text, found = mention(name, teams_id)
        named.append(text)
        entities += found
    whom = ", ".join(named) or "For the chair"
    children = ", ".join(f"{plain(label)} at {times} sittings running" for label, times in put_off)
    said = f"{whom}: put off more than once without being heard: {children}. They come first on the next agenda."
    return [words(said, bold=True, color="Attention")], entities
