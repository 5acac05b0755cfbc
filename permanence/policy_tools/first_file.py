"""The first file of a council's procedure, from a handful of answers; it passes the check."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from permanence.policy_file.in_toml import in_toml

COMMON_WORDS = {
    *("council", "county", "borough", "city", "metropolitan", "district", "royal", "london", "the", "of", "unitary"),
    *("authority", "combined"),
}
Word = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class PanelAnswers:
    """When the panel sits and what it can take."""

    sentence: str
    day: str
    weeks: tuple[int, ...]  # which of that weekday in a month; none where it is every week
    start: time
    end: time
    children: int
    minutes: int
    papers: int | None  # how many working days before a sitting papers are due
    within: Mapping[str, int] | None  # how long after coming into care a child is first seen


@dataclass(frozen=True, slots=True)
class Answers:
    """What the guide asks of somebody who begins."""

    council: str
    title: str
    document: str
    version: str
    record_system: str
    first_sentence: str
    first_within: Mapping[str, int]  # a length of time, as { weeks = 4 }
    further_sentence: str | None
    further_within: Mapping[str, int] | None
    permanence_sentence: str | None
    chair: str
    panel: PanelAnswers | None


def name_of(council: str, version: str) -> str:
    """A short name to type: the council's own word and the year of the document."""
    words = re.findall(r"[a-z0-9]+", _plain(council).lower())
    its = [word for word in words if word not in COMMON_WORDS] or words or ["council"]
    year = re.search(r"(?:19|20)\d\d", version)
    return "-".join([*its, *([year.group()] if year else [])])


def first_file(answers: Answers) -> str:
    """The file as text."""
    parts = [_head(answers), *_clauses(answers), *_achieved(answers), *_rules(answers), *_people(answers)]
    return "\n\n".join(parts) + "\n"


def _head(answers: Answers) -> str:
    lines = [
        "#:schema ./policy.schema.json",
        "# The steps are those of docs/writing-a-policy.md.",
        "",
        "# Step 1. Who, what, which document",
        f"name = {in_toml(name_of(answers.council, answers.version))}",
    ]
    words: list[Word] = [("title", answers.title), ("authority", answers.council), ("document", answers.document)]
    words += [("version", answers.version), ("record_system", answers.record_system)]
    return "\n".join(lines + [_line(word) for word in words])


def _clauses(answers: Answers) -> Iterator[str]:
    """One for each sentence of the document that was given."""
    within = _said(answers.first_within)
    yield "# Step 2. One clause for each sentence that asks something of somebody; add the others of your document"
    says = f"A planning meeting is held within {within} of entering care."
    yield _table("[[clause]]", ("id", _id(answers, "first")), ("quote", answers.first_sentence), ("says", says))
    if answers.further_sentence and answers.further_within:
        says = f"Further meetings are held at least every {_said(answers.further_within)}."
        yield _table("[[clause]]", ("id", _id(answers, "further")), ("quote", answers.further_sentence), ("says", says))
    if answers.permanence_sentence:
        says = "The procedure goes on until permanence is achieved."
        words = (("id", _id(answers, "permanence")), ("quote", answers.permanence_sentence), ("says", says))
        yield _table("[[clause]]", *words)
    if answers.panel:
        says = f"The panel sits on {_days(answers.panel)}."
        yield _table("[[clause]]", ("id", _id(answers, "panel")), ("quote", answers.panel.sentence), ("says", says))


def _achieved(answers: Answers) -> Iterator[str]:
    yield "# Step 3. When permanence counts as achieved"
    if not answers.permanence_sentence:
        yield "# The document was not said to give it; with [permanence] a duty may end there (until_permanence)."
        return
    by = [{"event": "permanence_achieved"}, {"event": "order_made", "order": ["adoption_order", "sgo", "cao"]}]
    words = (("clause", _id(answers, "permanence")), ("says", "permanence is achieved"), ("achieved_by", by))
    yield _table("[permanence]", *words)


def _rules(answers: Answers) -> Iterator[str]:
    ends = (("until_permanence", True),) if answers.permanence_sentence else ()
    held = {"event": "ppm_held"}
    yield "# Step 4. Rules: what starts the clock, by when, what shows it done"
    yield _table(
        "[[rule]]",
        *(("id", "first-meeting"), ("clause", _id(answers, "first")), ("what", "ppm")),
        ("says", f"A planning meeting is held within {_said(answers.first_within)} of entering care."),
        *(("starts", {"event": {"event": "entered_care"}}), ("due", {"within": answers.first_within})),
        *(("met_by", held), *ends),
    )
    if answers.further_sentence and answers.further_within:
        yield _table(
            "[[rule]]",
            *(("id", "next-meeting"), ("clause", _id(answers, "further")), ("what", "ppm")),
            ("says", f"A further meeting is held within {_said(answers.further_within)} of the last one."),
            *(("starts", {"event": held}), ("due", {"within": answers.further_within})),
            *(("met_by", held), *ends),
        )
    if answers.panel and answers.panel.within:
        yield _table(
            "[[rule]]",
            *(("id", "first-panel"), ("clause", _id(answers, "panel")), ("what", "panel")),
            ("says", f"The panel sees a child within {_said(answers.panel.within)} of entering care."),
            *(("starts", {"event": {"event": "entered_care"}}), ("due", {"within": answers.panel.within})),
            *(("met_by", {"event": "panel_held"}), *ends),
        )
    elif answers.panel:
        yield '# Nobody is due at the panel yet: write a rule with what = "panel" that says when a child is seen.'


def _people(answers: Answers) -> Iterator[str]:
    key = _word(answers.chair)
    yield "# Step 5. Groups, people, the panel"
    yield _table("[[meeting]]", ("kind", "ppm"), ("title", "Planning meeting"), ("held", "ppm_held"))
    yield _table("[[role]]", ("key", key), ("title", answers.chair))
    words = (("clause", _id(answers, "first")), ("meeting", "ppm"), ("role", key), ("part", "chair"))
    yield _table("[[seat]]", *words)
    if answers.panel:
        yield _panel(answers, answers.panel)
    yield "# Step 6. What is yours, not the document's"
    yield _table("[notice]", ("days", 14))
    yield _table("[[reminder]]", ("working_days", -5), ("to", key))
    yield _table("[[reminder]]", ("working_days", 1), ("to", key), ("every", 5))
    yield _table("[[setting]]", ("path", "notice"), ("says", "A duty is due soon 14 days before its date."))
    told = (
        f"The {answers.chair} is reminded 5 working days before the date, the day after, and every 5 working days then."
    )
    yield _table("[[setting]]", ("path", "reminder"), ("says", told))
    if answers.panel:
        told = "The panel's times and how many children it takes are the council's."
        yield _table("[[setting]]", ("path", "panel.permanence.start"), ("says", told))


def _panel(answers: Answers, panel: PanelAnswers) -> str:
    clause = _id(answers, "panel")
    words: list[Word] = [("name", "permanence"), ("clause", clause), ("title", "Permanence Panel"), ("day", panel.day)]
    words += [("nth_of_month", list(panel.weeks))] if panel.weeks else []
    words += [("start", panel.start), ("end", panel.end), ("capacity", panel.children), ("slot_minutes", panel.minutes)]
    words += [("refer", {"clause": clause, "working_days": panel.papers})] if panel.papers else []
    return _table("[[panel]]", *words)


def _days(panel: PanelAnswers) -> str:
    names = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
    day = panel.day.capitalize()
    return (
        f"the {' and '.join(names[week] for week in panel.weeks)} {day} of the month" if panel.weeks else f"every {day}"
    )


def _id(answers: Answers, which: str) -> str:
    """The clause's own name: letters of the council's, and its number among those that are there."""
    there = ["first"]
    there += ["further"] if answers.further_sentence and answers.further_within else []
    there += ["permanence"] if answers.permanence_sentence else []
    there += ["panel"] if answers.panel else []
    letters = re.sub(r"[^A-Z]", "", _plain(name_of(answers.council, "")).upper())[:3] or "C"
    return f"{letters}-{there.index(which) + 1}"


def _said(length: Mapping[str, int]) -> str:
    ((unit, count),) = length.items()
    return f"{count} {(unit if count != 1 else unit[:-1]).replace('_', ' ')}"


def _word(title: str) -> str:
    word = re.sub(r"[^a-z0-9]+", "_", _plain(title).lower()).strip("_")
    return word if re.match(r"[a-z]", word) else f"role_{word}".rstrip("_")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _table(opened: str, *words: Word) -> str:
    return "\n".join([opened, *map(_line, words)])


def _line(word: Word) -> str:
    return f"{word[0]} = {in_toml(word[1])}"
