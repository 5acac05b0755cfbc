"""`policy begin`: asks what the guide asks, or takes it as options, and writes a first file that passes the check."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from cli.policy.questions import MOST_TRIES, QUESTIONS, Question, Unclear
from cli.words import Trouble, say
from permanence.policy_tools.first_file import Answers, PanelAnswers, first_file, name_of

PANEL = "panel_"
RECORD = "the child's record"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="the file to write, in .toml; named after the council when not given")
    for question in QUESTIONS:
        parser.add_argument(question.option, dest=question.key, help=f"{question.words} Such as: {question.example}")


def run(args: argparse.Namespace) -> None:
    if args.out is not None:
        _refuse_unwritable(args.out)
    given = {question.key: _of_option(question, getattr(args, question.key)) for question in QUESTIONS}
    if sys.stdin.isatty():
        _ask(given)
    _refuse_missing(given)
    answers = _answers(given)
    out = args.out or Path(f"{name_of(answers.council, answers.version)}.toml")
    _refuse_unwritable(out)
    report = _written(out, first_file(answers))
    say(report.rstrip())
    say(f"Written to {out}. docs/writing-a-policy.md goes on from here: other clauses, groups, reading it aloud.")


def _of_option(question: Question, given: str | None) -> Any:
    if given is None:
        return None
    try:
        return question.read(given)
    except Unclear as trouble:
        raise Trouble(f'{question.option} "{given}": {trouble}') from trouble


def _ask(given: dict[str, Any]) -> None:
    """What was not given as an option, one question after another."""
    say("Each question is one of docs/writing-a-policy.md. Ctrl-C ends without writing anything.")
    for question in QUESTIONS:
        if given[question.key] is None and (not question.after or given[question.after] is not None):
            given[question.key] = _answered(question)


def _answered(question: Question) -> Any:
    leave = "" if question.needed else " Leave it empty where the document does not say."
    for _ in range(MOST_TRIES):
        say(f"\n{question.words} Such as: {question.example}.{leave}")
        try:
            typed = input("> ").strip()
        except EOFError as trouble:
            raise Trouble("The answers ended before the last question; nothing is written.") from trouble
        if not typed and not question.needed:
            return None
        try:
            return question.read(typed)
        except Unclear as trouble:
            say(str(trouble))
    raise Trouble(f"{question.words} This was not answered; nothing is written.")


def _refuse_missing(given: dict[str, Any]) -> None:
    """Without a terminal nobody can be asked, so what has no answer is named, with an example of each."""
    for question in QUESTIONS:
        if question.after and given[question.key] is not None and given[question.after] is None:
            needed = next(one for one in QUESTIONS if one.key == question.after)
            raise Trouble(f'{question.option} goes with {needed.option} "{needed.example}".')
    missing = [
        f'{question.option} "{question.example}"'
        for question in QUESTIONS
        if question.needed and given[question.key] is None and (not question.after or given[question.after] is not None)
    ]
    if missing:
        raise Trouble(f"There is no terminal to ask at, so these options are needed: {', '.join(missing)}.")


def _answers(given: dict[str, Any]) -> Answers:
    panel = {key.removeprefix(PANEL): value for key, value in given.items() if key.startswith(PANEL)}
    rest = {key: value for key, value in given.items() if not key.startswith(PANEL)}
    rest["record_system"] = rest["record_system"] or RECORD
    return Answers(**rest, panel=PanelAnswers(**panel) if panel["sentence"] else None)


def _refuse_unwritable(out: Path) -> None:
    if out.suffix != ".toml":
        raise Trouble(f"A policy file ends in .toml; {out} does not.")
    if out.exists():
        raise Trouble(f"{out} is there already and is left as it is; name another file with --out.")


def _written(out: Path, text: str) -> str:
    """Writes the file once it has passed the check; what the check said of it."""
    from permanence.policy_tools.check_policy import check_text  # plays the rules: only once there is something to play

    checked = check_text(text, out.name)
    if not checked.valid:
        raise Trouble(f"With these answers the file would not be right, and nothing is written. {checked.report}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as trouble:
        raise Trouble(f"{out} cannot be written: {(trouble.strerror or str(trouble)).lower()}.") from trouble
    return checked.report
