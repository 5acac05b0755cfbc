"""Conditions that are valid and yet hold of no child: tried on made-up children, and the reason is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from pydantic import BaseModel

from permanence.policy import Policy
from permanence.policy_file.in_toml import LONGEST_SHOWN, in_toml
from permanence.policy_file.parts import Condition
from permanence.policy_tools.made_up_children import CHILDREN, Vocabulary, life, vocabulary
from permanence.rules.conditions import compiled

WITH_AFTER = ("until", "lifelong")  # words that say more of `after` and stand beside it


def can_hold(policy: Policy, condition: Condition) -> bool:
    """Whether it holds of any made-up child on any day."""
    words, holds = words_of(policy, [condition]), compiled(condition, policy.facts, policy.calendar)
    pasts = (life(words, number) for number in range(CHILDREN))
    return any(start <= past.as_of for past in pasts for start, _end in holds(past))


def words_of(policy: Policy, asked: Sequence[BaseModel]) -> Vocabulary:
    """What these speak of, with the facts they use and the facts those use."""
    parts: list[BaseModel] = list(asked)
    known, permanence = policy.file.fact, policy.file.permanence
    used: list[str] = []
    wanted = any(getattr(part, "until_permanence", False) for part in parts)
    for part in parts:  # grows as facts are found
        for condition in conditions_in(part):
            wanted = wanted or "permanence" in (condition.fact or [])
            new = [name for name in condition.fact or [] if name in known and name not in used]
            used += new
            parts += [known[name] for name in new]
    return vocabulary([*parts, *([permanence] if permanence and wanted else [])])


def conditions_in(part: object) -> Iterator[Condition]:
    """Every condition that stands somewhere in this part of a file."""
    if isinstance(part, Condition):
        yield part
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from conditions_in(getattr(part, name))
    elif isinstance(part, list | dict):
        for item in part.values() if isinstance(part, dict) else part:
            yield from conditions_in(item)


def why_never(policy: Policy, condition: Condition) -> str:
    """The part that never holds, or the two that exclude one another."""
    terms = [(_written(term), term) for term in _terms(condition)]
    for said, term in terms:
        if not can_hold(policy, term):
            return _of_one(policy, said, term)
    for (said, one), (other_said, other) in combinations(terms, 2):
        if not can_hold(policy, Condition(all_of=[one, other])):
            return f"`{said}` and `{other_said}` exclude one another"
    if condition.lasting is not None:
        return "it never lasts as long as `for` says"
    return "what stands there never holds together"


def _of_one(policy: Policy, said: str, term: Condition) -> str:
    if term.lasting is not None:
        return why_never(policy, term)
    if term.fact:
        return f"the fact {term.fact[0]} never holds"
    return f"`{said}` never holds"


def _terms(condition: Condition) -> Iterator[Condition]:
    """What must hold at once, each by itself; what stands in `all` stands beside the rest."""
    for name in type(condition).model_fields:
        value = getattr(condition, name)
        if value is None or name in WITH_AFTER or name == "lasting":
            continue
        if name == "all_of":
            for part in value:
                yield from [part] if part.lasting else _terms(part)
        elif name in ("none_of", "fact"):
            yield from (_only(**{name: [one]}) for one in value)
        elif name == "after":
            more = {word: getattr(condition, word) for word in WITH_AFTER if word in condition.model_fields_set}
            yield _only(after=value, **more)
        else:
            yield _only(**{name: value})


def _only(**words: Any) -> Condition:
    """A condition of these words and nothing beside; they are a file's own, and right."""
    return Condition.model_construct(**words)


def _written(term: Condition) -> str:
    """The condition as it stands in a file, without its braces."""
    words = term.model_dump(by_alias=True, exclude_unset=True)
    text = ", ".join(f"{name} = {in_toml(_shortest(value))}" for name, value in words.items())
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} ..."


def _shortest(value: Any) -> Any:
    """A list that may be written as its only member, so written."""
    if isinstance(value, dict):
        return {name: _shortest(item) for name, item in value.items()}
    if isinstance(value, list):
        return value[0] if len(value) == 1 and not isinstance(value[0], dict) else [_shortest(item) for item in value]
    return value


def idle_parts(policy: Policy, condition: Condition) -> Iterator[str]:
    """Each choice of an `any` and each exception of a `none` that nothing can ever bring about, with the reason."""
    for choice, together in _choices(condition):
        if not can_hold(policy, together):
            yield f"the choice `{_written(choice)}` of `any` never holds: {why_never(policy, together)}"
    for part in conditions_in(condition):
        for exception in part.none_of or ():
            if not can_hold(policy, exception):
                yield f"`none` leaves nobody out by `{_written(exception)}`: {why_never(policy, exception)}"


def _choices(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Each choice of each `any`, with the whole in which it is the only one."""
    choices, together = condition.any_of or [], condition.all_of or []
    for item in choices:
        if len(choices) > 1:
            yield item, condition.model_copy(update={"any_of": [item]})
        yield from ((choice, condition.model_copy(update={"any_of": [inner]})) for choice, inner in _choices(item))
    for number, item in enumerate(together):
        for choice, inner in _choices(item):
            others = [inner if place == number else one for place, one in enumerate(together)]
            yield choice, condition.model_copy(update={"all_of": others})
