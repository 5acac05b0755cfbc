"""Phrases: people's own words mean the command a colleague would take them for, or are asked; none changes a thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from permanence.people.person import ROLES, Person
from permanence.phrases.council import Council
from permanence.phrases.first_things import FIRST, first_things
from permanence.phrases.narrowing import narrow
from permanence.phrases.periods import read_period
from permanence.phrases.reading import Courtesy, OfFiles, Perhaps, Reading, Sure, Unknown, read
from permanence.phrases.spoken import spoken
from permanence.phrases.topics import CHANGES, STATES, TOPICS

FRIDAY = date(2026, 11, 27)
INITIALS = ("TJ", "AB", "MK", "ZZ")
COUNCIL = Council(
    {f"C-{number}": INITIALS[number % 4] for number in range(1001, 1301)},
    ("Blue Team", "Children in Care East", "Children in Care West", "Leaving Care"),
    {"g": "Grace Marsh", "o": "Owen Carter", "e": "Erin East", "w": "Will West", "d": "Daniel Price"},
)
SAID = [
    (phrase.strip(), meant.strip())
    for line in (Path(__file__).parent / "phrases.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
    for phrase, _, meant in [line.partition(" -> ")]
]


def told(reading: Reading) -> str:
    """A reading as the file of phrases has it."""
    match reading:
        case Sure(asked):
            return f"= {asked.says}"
        case Perhaps(asked, changes):
            return f"{'!' if changes else '?'} {' | '.join(one.says for one in asked)}"
        case Courtesy(thanks):
            return "thanks" if thanks else "hello"
        case OfFiles(into):
            return "files in" if into else "files out"
        case Unknown():
            return "unknown"


@pytest.mark.parametrize(("phrase", "meant"), SAID, ids=[phrase for phrase, _ in SAID])
def test_a_phrase_means_what_a_colleague_would_take_it_for(phrase: str, meant: str) -> None:
    assert told(read(phrase, COUNCIL, FRIDAY)) == meant


def test_there_are_more_than_three_hundred_phrases_and_hardly_one_is_not_understood() -> None:
    of_the_work = [meant for phrase, meant in SAID[: [phrase for phrase, _ in SAID].index("tell me a joke")]]
    assert len(SAID) > 300
    assert sum(meant == "unknown" for meant in of_the_work) <= len(of_the_work) // 100


@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2), st.sampled_from([m for p, m in SAID]))
def test_words_that_want_a_change_are_never_sure(changes: list[str], other: str) -> None:
    reading = read(" ".join([*changes, "the panel of C-1042", other.strip("=?!")]), COUNCIL, FRIDAY)
    assert not isinstance(reading, Sure)


@given(st.text(max_size=400))
def test_any_text_is_read_and_at_most_three_commands_are_offered(text: str) -> None:
    reading = read(text, COUNCIL, FRIDAY)
    assert not isinstance(reading, Perhaps) or 1 <= len(reading.asked) <= 3


WHOSE = st.sampled_from(["", *COUNCIL.teams, *COUNCIL.people.values()])
WHEN = st.sampled_from(["", "today", "tomorrow", "this week", "next week", "next month", "next 14 days", "in december"])
STATE = st.sampled_from(["", *dict.fromkeys(STATES.values())])


@given(WHOSE, STATE, WHEN)
def test_the_words_of_a_command_read_back_as_the_same(whose: str, state: str, when: str) -> None:
    words = " ".join(part for part in (whose, state, when) if part)
    read_once = read(f"actions {words}", COUNCIL, FRIDAY)
    assert isinstance(read_once, Sure)
    assert narrow(read_once.asked.words, COUNCIL, FRIDAY) == narrow(words, COUNCIL, FRIDAY)


@given(
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["by friday", "in may", "on 29 february", "next week"]),
)
def test_a_period_reads_back_as_the_same_days(today: date, said: str) -> None:
    period, rest = read_period(said, today)
    if period is not None:
        assert not rest.strip()
        assert read_period(" ".join(spoken(period.words)), today)[0] == period


def test_a_month_that_has_begun_is_this_one_and_one_that_is_over_is_the_next() -> None:
    november, _ = read_period("in november", FRIDAY)
    may, _ = read_period("in may", FRIDAY)
    assert november is not None
    assert may is not None
    assert (november.start, may.end) == (date(2026, 11, 1), date(2027, 5, 31))


def test_a_day_with_a_year_of_two_digits_is_no_day_of_the_month() -> None:
    for said in ("3 december 26", "3rd of december 26", "december 3 26", "by 3 december 27"):
        assert read_period(said, FRIDAY) == (None, said)
    known, rest = read_period("3 december east", FRIDAY)
    assert known is not None
    assert (known.end.month, known.end.day, rest.strip()) == (12, 3, "east")


def test_two_references_that_differ_in_signs_alone_are_both_asked() -> None:
    council = Council({"C-12": "AB", "C1-2": "CD"}, (), {})
    assert told(read("why c12", council, FRIDAY)) == "? why C-12 | why C1-2"


def test_initials_after_a_reference_that_are_not_that_childs_are_asked() -> None:
    assert told(read("C-1042 (AB)", COUNCIL, FRIDAY)).startswith("?")


def test_each_role_has_its_first_things_and_each_of_them_is_a_command_that_is_read_surely() -> None:
    assert set(FIRST) == set(ROLES)
    for role in ROLES:
        things = first_things(Person("oid", "Somebody", frozenset({role})))
        assert 1 <= len(things) <= 6
        for says in things:
            assert told(read(says, COUNCIL, FRIDAY)) == f"= {says}"


def test_each_topic_is_a_command_of_its_own() -> None:
    assert len({topic.command for topic in TOPICS}) == len(TOPICS)
