"""The summary of a sitting in the channel: what was recommended, what is to be done by whom, and what is uploaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.actions.action_words import sentence
from cards.elements import CardElement, Container
from cards.looks import NEAR, STUCK, WELL, folded, state
from cards.parts import address, button, day, finish, heading, outcome, plain, section, words
from cards.recording.record import NOBODY_YET, PresentWords, attendance_in_words
from cards.sittings.put_off_words import Chairs, told_to_the_chair
from permanence.explain import counted, shortened

ROOM = 7000  # characters of what was typed, shared out over the items, so that the card stays small
MOST_WHOLE = 20  # children a card holds with their reasons and actions
LEAST = 60
LONG_REASON = 160  # characters of a reason and what goes with it; what is longer is folded away


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A child heard: what is recommended and why, the actions agreed as (text, owner, due), and the upload."""

    child: str
    recommendation: str
    reason: str
    actions: tuple[tuple[str, str, date], ...] = ()
    uploaded_on: date | None = None
    beside: tuple[tuple[str, str], ...] = ()  # what else was recorded, each with its title
    no_upload: bool = False  # the procedure asks for none, as when the child turns out to have left care before


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A closed sitting. At an action review `reviewed` names the managers whose actions were gone through."""

    sitting: int
    on: date
    kind: str
    heard: tuple[HeardLine, ...]
    deferred: tuple[tuple[str, str], ...] = ()  # child or manager, and why
    reviewed: tuple[str, ...] = ()
    present: PresentWords = NOBODY_YET
    upload_by: date | None = None
    upload_clause: str = ""
    record_system: str = ""
    deferred_twice: tuple[tuple[str, int], ...] = ()  # child, and how many sittings running it was put off
    chairs: Chairs = ()
    reopened: bool = False  # its record is being corrected
    panel: str = ""  # which, where there are several
    line: str = ""


def draw(view: SummaryView) -> dict[str, Any]:
    """Counts, attendance, then each child; with the button for the uploads while any is waiting."""
    panel = plain(view.panel)
    review = f"action review{f' of the {panel}' if panel else ''}"
    title = f"Summary of the {review if view.kind == 'action_review' else panel or 'panel'}"
    told, entities = told_to_the_chair(view.deferred_twice, view.chairs)
    most = max(LEAST, ROOM // max(1, _texts(view)))
    body = [
        *outcome(view.line),
        heading(f"{title}, {day(view.on)}" if panel else f"{title} of {day(view.on)}"),
        words(_counts(view), bold=True),
        *_again(view),
        words(plain(attendance_in_words(view.present))),
        *told,
        *_uploads(view),
        *_all_heard(view, most),
        *_listed("Reviewed", view.reviewed),
        *_listed("Not heard; on the next agenda", (f"{who}: {_cut(why, most)}" for who, why in view.deferred)),
    ]
    of = f"summary:{view.sitting}"
    actions = []
    if _waiting(view) and view.upload_by:
        actions.append(button("Confirm uploads", "open_uploads", {"of": of, "id": view.sitting}))
    elif view.upload_by:
        actions.append(button("Uploads", "open_uploads", {"of": of, "id": view.sitting}, secondary=True))
    actions.append(button("Show the sitting", "show_again", {"of": address("sitting", view.sitting)}, secondary=True))
    correct = "open_record" if view.reopened else "show_reopen_form"
    actions.append(button("Correct the record", correct, {"of": of, "id": view.sitting}, secondary=True))
    said = "The summary of a sitting of the permanence panel."
    return finish(body, actions, said=said, mentions=entities, full_width=True)


def _again(view: SummaryView) -> list[CardElement]:
    if not view.reopened:
        return []
    return [state("Open again", STUCK), words("Its record is open again to be corrected; this will change.")]


def _texts(view: SummaryView) -> int:
    return sum(2 + len(line.actions) + len(line.beside) for line in view.heard) + len(view.deferred)


def _waiting(view: SummaryView) -> int:
    return sum(line.uploaded_on is None and not line.no_upload for line in view.heard)


def _counts(view: SummaryView) -> str:
    if view.kind == "action_review":
        return f"{len(view.reviewed)} reviewed, {len(view.deferred)} not heard."
    actions = sum(len(line.actions) for line in view.heard)
    children = "child" if len(view.heard) == 1 else "children"
    agreed = "action" if actions == 1 else "actions"
    return f"{len(view.heard)} {children} heard, {actions} {agreed} agreed, {len(view.deferred)} not heard."


def _uploads(view: SummaryView) -> list[Any]:
    if not view.heard or view.upload_by is None:
        return []
    waiting, whither = _waiting(view), f" to {view.record_system}" if view.record_system else " to the record"
    if not waiting:
        said = f"Every upload{whither} is confirmed ({view.upload_clause})."
        return [state("All uploaded", WELL), words(plain(said))]
    asked = sum(not line.no_upload for line in view.heard)
    said = f"Upload{whither} by {day(view.upload_by)} ({view.upload_clause}): {asked - waiting} of {asked} confirmed."
    return [state(f"{counted(waiting, 'upload')} to confirm", NEAR), words(plain(said))]


def _all_heard(view: SummaryView, most: int) -> list[Any]:
    """Each child whole; of more than a card holds, each in a line, with where the rest is."""
    if len(view.heard) <= MOST_WHOLE:
        return [_heard(place, line, most) for place, line in enumerate(view.heard)]
    return [
        words(
            'In brief, because so many were heard; say "actions" and a reference for all that was agreed for a child.'
        ),
        section("Heard", [words(plain(_in_brief(line, most))) for line in view.heard]),
    ]


def _in_brief(line: HeardLine, most: int) -> str:
    agreed = f" Actions agreed: {len(line.actions)}." if line.actions else ""
    uploaded = f" Uploaded on {day(line.uploaded_on)}." if line.uploaded_on else ""
    return f"{line.child}: {sentence(_cut(line.recommendation, most))}{agreed}{uploaded}"


def _heard(place: int, line: HeardLine, most: int) -> Container:
    reasons = [words(plain(sentence(f"Because: {_cut(line.reason, most)}")), subtle=True)]
    reasons += [words(plain(sentence(f"{title}: {_cut(text, most)}")), subtle=True) for title, text in line.beside]
    long = sum(len(one.text) for one in reasons) > LONG_REASON
    items = [
        words(plain(sentence(f"The panel recommends: {_cut(line.recommendation, most)}"))),
        *(folded(f"because-{place}", "Show the reason", reasons) if long else reasons),
        *(words(plain(f"Action: {_cut(text, most)} ({owner}, {day(due)})")) for text, owner, due in line.actions),
        *([words(f"Uploaded on {day(line.uploaded_on)}.", subtle=True)] if line.uploaded_on else []),
    ]
    return section(plain(line.child), items)


def _listed(title: str, lines: Iterable[str]) -> list[Any]:
    shown = [words(plain(line)) for line in lines]
    return [section(title, shown)] if shown else []


def _cut(text: str, most: int) -> str:
    return shortened(" ".join(text.split()), most)


_HEARD = HeardLine(
    "C-0007 (AB)",
    "Assess the grandmother as a connected carer beside the adoption plan.",
    "She came forward last week and the child knows her well.",
    (
        ("Book the family network meeting.", "Erin East", date(2026, 3, 26)),
        ("Ask the school for a report", "Wren Worker", date(2026, 3, 19)),
    ),
    beside=(
        ("Views differed", "The guardian would rather wait for the hearing"),
        ("To be resolved", "The team manager meets the guardian on 20 March 2026"),
    ),
)
_LONG = "The panel heard from the team manager, the carer and the school, and all of them said the same. " * 10

EXAMPLES = {
    "closed": SummaryView(
        3,
        date(2026, 3, 12),
        "review",
        (_HEARD, HeardLine("C-0015 (EF)", "Go on with the plan.", "It is on time.", (), date(2026, 3, 13))),
        (("C-0011 (CD)", "The team manager was called to court."),),
        (),
        PresentWords(("IRO Manager", "Erin East"), ("Fostering Service Manager",)),
        date(2026, 3, 17),
        "BCP-4.4",
        "Mosaic",
    ),
    "opened-again": SummaryView(3, date(2026, 3, 12), "review", (_HEARD,), reopened=True),
    "deferred-twice": SummaryView(
        3,
        date(2026, 3, 12),
        "review",
        (_HEARD,),
        (("C-0011 (CD)", "The team manager was called to court."),),
        deferred_twice=(("C-0011 (CD)", 2),),
        chairs=(("Chris Chair", "29:chris"),),
    ),
    "uploads-confirmed": SummaryView(
        3,
        date(2026, 3, 12),
        "review",
        (HeardLine("C-0015", "Go on with the plan.", "It is on time.", (), date(2026, 3, 13)),),
        present=PresentWords(("IRO Manager",)),
        upload_by=date(2026, 3, 17),
        upload_clause="BCP-4.4",
        record_system="Mosaic",
        line="The upload is confirmed for C-0015.",
    ),
    "twenty-children-and-long-words": SummaryView(
        3,
        date(2026, 3, 12),
        "review",
        tuple(
            HeardLine(
                f"C-00{number} (AB)", _LONG, _LONG, tuple((_LONG, "Wren Worker", date(2026, 3, 26)) for _ in range(2))
            )
            for number in range(20, 40)
        ),
        upload_by=date(2026, 3, 17),
        upload_clause="BCP-4.4",
    ),
    "action-review": SummaryView(
        4,
        date(2026, 4, 23),
        "action_review",
        (),
        (("Will West", "Was called to court."),),
        ("Erin East",),
        PresentWords(("Erin East",)),
    ),
}
