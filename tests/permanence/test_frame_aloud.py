"""Nothing of a policy file is left out where it is explained or compared: each value, changed by itself, is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from permanence.explain import on_day
from permanence.policy import Policy, names
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.reference import parts
from permanence.policy_tools.differences import differences
from permanence.policy_tools.explain_policy import explain_policy
from tests.permanence.changed_files import TRIED, Changed, Steps, changed, policy_of, tables

pytestmark = pytest.mark.long

TABLES = {"cohort": "Group", "themes": "Theme", "stand_downs": "Stand down"}


@pytest.mark.parametrize("name", TRIED)
def test_each_value_of_a_file_changed_by_itself_changes_what_is_explained_and_is_told_by_compare(name: str) -> None:
    policy = _as_it_is(name)
    before = explain_policy(policy)
    for one in changed(name):
        assert explain_policy(one.policy) != before, one.path
        told = list(differences(policy, one.policy))
        assert any(line.startswith(_table_of(one.path)) for line in told), (one.path, told)
        for words in _in_words(one):
            assert words in " ".join(told), (one.path, words)


@pytest.mark.parametrize("name", TRIED)
def test_a_file_compared_with_itself_says_the_same(name: str) -> None:
    assert list(differences(_as_it_is(name), _as_it_is(name))) == []


def test_the_files_tried_hold_every_word_a_policy_file_can_have() -> None:
    used = {word for name in TRIED for word in _words_of(PolicyFile.model_validate(tables(name)))}
    possible = {(part.__name__, word) for part in parts() for word in part.model_fields}
    assert possible - used == set()


@pytest.mark.parametrize("name", names())
def test_a_reminder_names_its_person_in_words(name: str) -> None:
    policy = _as_it_is(name)
    text = explain_policy(policy)
    for step in policy.reminders:
        assert f": the {policy.role_title(step.to)}" in text


def _table_of(path: Steps) -> str:
    """What `compare` calls the table in which the value stands."""
    for word in reversed(path):
        if word in TABLES:
            return TABLES[str(word)]
    return str(path[0]).replace("_", " ").capitalize() if len(path) > 1 else "The file"


def _in_words(one: Changed) -> Iterator[str]:
    """The value before and the one now as people read them, where it is a text or a day."""
    if str(one.now).endswith(" otherwise"):
        yield from (str(one.before), str(one.now))
    elif isinstance(one.before, date) and isinstance(one.now, date):
        yield from (on_day(one.before), on_day(one.now))


def _as_it_is(name: str) -> Policy:
    policy = policy_of(tables(name))
    assert policy is not None
    return policy


def _words_of(part: object) -> Iterator[tuple[str, str]]:
    """Each word written in a part and in the parts below it, with the table whose word it is."""
    if isinstance(part, BaseModel):
        for word in part.model_fields_set:
            yield from ((table.__name__, word) for table in type(part).__mro__)
            yield from _words_of(getattr(part, word))
    elif isinstance(part, list):
        for item in part:
            yield from _words_of(item)
    elif isinstance(part, dict):
        for item in part.values():
            yield from _words_of(item)
