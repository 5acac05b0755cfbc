"""The forms of a referral: the views it is to hold, and why it is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cards.parts import address, button, finish, heading, leaving, outcome, plain, text_input, words

VIEW = "view_"
WITHDRAW = "withdraw_referral"
REASON_MISSING = "Write why the referral is withdrawn."


@dataclass(frozen=True, slots=True)
class ReferralForm:
    """One form for one referral. `asked` are (milestone, words); `typed` is what stands in the boxes."""

    verb: str
    referral: int
    version: int
    child: str
    panel: str
    label: str
    title: str
    asked: tuple[tuple[str, str], ...] = ()
    hearing: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    line: str = ""


def draw(view: ReferralForm) -> dict[str, Any]:
    """Whom it is about, a box for each view, keep or refer."""
    withdraws = view.verb == WITHDRAW
    title = "Withdraw the referral" if withdraws else f"Referral to the {plain(view.title)}"
    body: list[Any] = [*outcome(view.line), heading(f"{title}: {plain(view.label)}")]
    if withdraws:
        body.append(
            text_input("reason", "Why", required=REASON_MISSING, value=view.typed.get("reason", ""), lines=True)
        )
    else:
        body += [words(view.hearing, subtle=True)] if view.hearing else []
        body += [
            text_input(VIEW + key, said[:1].upper() + said[1:], value=view.typed.get(VIEW + key, ""), lines=True)
            for key, said in view.asked
        ]
    of = {"of": address("referral", view.referral)}
    data = {**of, "id": view.referral, "version": view.version}
    back = leaving("Back", "show_referral", {**of, "child": view.child, "panel": view.panel})
    if withdraws:
        actions = [button("Withdraw it", WITHDRAW, data), back]
    else:
        actions = [
            button("Save draft", "save_referral", data),
            button("Refer", "make_referral", data, style="positive"),
            back,
        ]
    return finish(body, actions, said="A form for a referral to the panel.")


_OF = ("C-0007", "permanency", "C-0007 (AB)", "Permanency Panel")

EXAMPLES = {
    "views": ReferralForm(
        "save_referral",
        4,
        2,
        *_OF,
        asked=(
            ("child_views_captured", "the child's views"),
            ("iro_views_captured", "the IRO's views"),
            ("supervising_social_worker_views_captured", "the supervising social worker's views"),
        ),
        hearing="It is for 6 March 2026, if it is made by 3 March 2026.",
        typed={"view_child_views_captured": "Wants to stay where he is."},
        line="The referral is not complete yet; missing: the IRO's views.",
    ),
    "withdraw": ReferralForm(WITHDRAW, 4, 2, *_OF, line=REASON_MISSING),
}
