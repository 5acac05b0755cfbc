"""Groups, seats, chairs, themes, lists and silences that never come up are named; those that do are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from permanence.policy import Policy, build, load, names, parse
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.parts import Condition
from permanence.policy_file.people import Checklist, Seat, Theme
from permanence.policy_file.rules import Cohort, Fact, Silence
from permanence.policy_tools.chairs import chair_doubts
from permanence.policy_tools.check_policy import check_policy
from permanence.policy_tools.dead_parts import dead_parts

IMPOSSIBLE = Condition.model_validate({"in_care": True, "age": {"from": 20}})
EXCLUDING = Condition.model_validate({"plan": ["adoption"], "none": [{"plan": ["adoption", "sgo"]}]})
COUNTING = Condition.model_validate({"count": {"event": "visited", "at_most": 2}})
ONE_CHOICE = Condition.model_validate({"any": [{"in_care": True}, {"in_care": True, "age": {"from": 20}}]})
ONE_EXCEPTION = Condition.model_validate({"in_care": True, "none": [{"all": [{"born": True}, {"born": False}]}]})
GUIDE = (Path(__file__).parents[2] / "docs" / "writing-a-policy.md").read_text(encoding="utf-8")


def with_everywhere(file: PolicyFile, when: Condition) -> PolicyFile:
    """The file with this condition at each seat, list, theme, group, silence and fact, one of each kind at least."""
    clause = file.clause[0].id
    seats = [seat.model_copy(update={"when": when}) for seat in file.seat]
    lists = [item.model_copy(update={"when": when}) for item in file.checklist]
    group = {"clause": clause, "cohort": "one_more", "title": "One more", "says": "one more", "when": when}
    panels = [
        panel.model_copy(update={"themes": [theme.model_copy(update={"when": when}) for theme in panel.themes]})
        for panel in file.panel
    ]
    facts = {"one_more": Fact(says="one more", when=when)}
    return file.model_copy(
        update={
            "seat": seats,
            "checklist": lists,
            "cohort": [*(one.model_copy(update={"when": when}) for one in file.cohort), Cohort.model_validate(group)],
            "silence": [Silence(when=when, reason="The document says nothing of these children.")],
            "panel": panels,
            "fact": {**file.fact, **facts},
        }
    )


def places(file: PolicyFile) -> list[str]:
    """How each place of the file with a condition is called in a warning."""
    themes = [f"The theme {theme.key} of the panel {panel.name}" for panel in file.panel for theme in panel.themes]
    return [
        *(f"({seat.clause})" for seat in file.seat),
        *(f"The checklist {item.id} ({item.clause})" for item in file.checklist),
        *(f"The group {one.cohort} ({one.clause})" for one in file.cohort),
        *themes,
        "The silence 1",
        "The fact one_more",
    ]


def _found(file: PolicyFile) -> list[str]:
    return list(dead_parts(build(file)))


@pytest.mark.parametrize("name", names())
def test_nothing_of_a_shipped_procedure_is_called_dead(name: str) -> None:
    policy = load(name)
    assert [*dead_parts(policy), *chair_doubts(policy)] == []


SAID = {
    "impossible": (IMPOSSIBLE, "exclude one another"),
    "excluding": (EXCLUDING, '`plan = "adoption"` and `none = [{ plan = '),
    "counting": (COUNTING, "counts visited as at least 1, because `at_least` is not written"),
    "a choice": (ONE_CHOICE, "the choice `in_care = true, age = { from = 20 }` of `any` never holds"),
    "an exception": (ONE_EXCEPTION, "`none` leaves nobody out by"),
}


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("name", names())
def test_at_each_place_of_a_shipped_procedure_what_can_never_hold_is_named_with_its_reason(
    name: str, kind: str
) -> None:
    when, reason = SAID[kind]
    changed = with_everywhere(load(name).file, when)
    found = [warning for warning in _found(changed) if reason in warning]
    for place in places(changed):
        assert any(place in warning for warning in found), f"{place} is not named"
    assert len(found) == len(places(changed))


@pytest.mark.parametrize("name", ["bcp-2023", "west-sussex"])
def test_each_fact_of_a_shipped_procedure_that_can_never_hold_is_named_and_what_rests_on_it(name: str) -> None:
    file = load(name).file
    facts = {fact: known.model_copy(update={"when": IMPOSSIBLE}) for fact, known in file.fact.items()}
    found = _found(file.model_copy(update={"fact": facts}))
    for fact in facts:
        assert any(warning.startswith(f"The fact {fact} never holds: `in_care = true` and `age") for warning in found)


def test_a_group_that_only_those_with_permanence_are_in_is_always_empty() -> None:
    file = load("bcp-2023").file
    group = file.cohort[0].model_copy(update={"when": Condition(in_care=True, fact=["permanence"]), "lasting": None})
    (said,) = _found(file.model_copy(update={"cohort": [group]}))
    assert said.startswith('The group in_care_6_weeks (BCP-5.1) is always empty: `fact = "permanence"` and `none =')
    kept = group.model_copy(update={"after_permanence": True})
    assert _found(file.model_copy(update={"cohort": [kept]})) == []


def test_a_group_that_nobody_is_in_so_long_is_always_empty() -> None:
    file = load("bcp-2023").file
    group = file.cohort[0].model_copy(update={"lasting": file.owner_duty[0].every.model_copy(update={"years": 20})})
    (said,) = _found(file.model_copy(update={"cohort": [group]}))
    assert "is always empty: it never lasts as long as `for` says" in said


def _guide(*changes: tuple[str, str], more: str = "") -> Policy:
    text = "\n".join(part.split("```")[0] for part in GUIDE.split("```toml\n")[1:])
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return build(parse(text + more, "anyshire-2025.toml"))


def test_the_file_of_the_guide_has_nothing_dead() -> None:
    policy = _guide()
    assert [*dead_parts(policy), *chair_doubts(policy)] == []


def test_children_whom_nobody_chairs_and_children_with_two_chairs_are_named_by_an_example() -> None:
    assert list(chair_doubts(_guide(("{ none = [{ age = { under = 2 } }] }", "{ age = { from = 5 } }")))) == [
        line
        for line in chair_doubts(_guide(("{ none = [{ age = { under = 2 } }] }", "{ age = { from = 5 } }")))
        if line.startswith("Nobody chairs the ") and "such as a child of " in line
    ]
    (twice,) = chair_doubts(_guide(("{ none = [{ age = { under = 2 } }] }", "{ age = { from = 1 } }")))
    assert (
        "has 2 chairs at once about some children, Service Manager and Team Manager, such as about a child of 1"
        in twice
    )


WAITING: dict[str, tuple[str, dict[str, Any], str]] = {
    "a panel nobody is due at": (
        "bcp-2023",
        {"rule": lambda file: [rule for rule in file.rule if rule.what != "panel"]},
        'Nobody is ever due at the panel permanency (BCP-4.1): no rule with what = "panel" asks for it',
    ),
    "themes without a cycle": (
        "bcp-2023",
        {"panel": lambda file: [file.panel[0].model_copy(update={"cycle": None})]},
        "The themes of the panel permanency never have a turn: write [panel.cycle]",
    ),
    "a theme beyond the cycle": (
        "bcp-2023",
        {
            "panel": lambda file: [
                file.panel[0].model_copy(update={"cycle": file.panel[0].cycle.model_copy(update={"length": 6})})
            ]
        },
        "The theme aspire of the panel permanency never has a turn: the last of 6 sittings reviews the actions",
    ),
    "a theme without whose it is": (
        "bcp-2023",
        {
            "panel": lambda file: [
                file.panel[0].model_copy(
                    update={"themes": [Theme(clause="BCP-6.1", key="drift", title="Drift"), *file.panel[0].themes[1:]]}
                )
            ]
        },
        "The theme drift of the panel permanency has no children: no `when` says whose it is.",
    ),
    "a seat of a panel that is not there": (
        "dudley-2021",
        {
            "seat": lambda file: [
                *file.seat,
                Seat(clause="DUD-2", meeting="panel", role="iro", part="member"),
            ]
        },
        "The seat of the Independent Reviewing Officer at the panel (DUD-2) is never taken: the file has no [[panel]].",
    ),
    "a list for an invitation without a panel": (
        "dudley-2021",
        {"checklist": lambda _file: [_list("invitation")]},
        "The checklist before (DUD-3) is never gone through: the file has no [[panel]] to which anybody is invited.",
    ),
    "a list for a referral without one": (
        "dudley-2021",
        {"checklist": lambda _file: [_list("referral")]},
        "The checklist before (DUD-3) is never gone through: nothing is referred to a panel",
    ),
    "a list for a meeting that is not there": (
        "bcp-2023",
        {"checklist": lambda _file: [_list("match").model_copy(update={"clause": "BCP-3.3"})]},
        'is never gone through: the file has no [[meeting]] with kind = "ppm"',
    ),
    "a reminder of what no rule asks": (
        "dudley-2021",
        {"reminder": lambda file: [file.reminder[0].model_copy(update={"what": ["minutes"]})]},
        'The reminder at -5 working days is never sent about minutes: no rule has what = "minutes".',
    ),
}


def _list(moment: str) -> Checklist:
    return Checklist(clause="DUD-3", id="before", moment=moment, title="Before", items=["The care plan"])


@pytest.mark.parametrize("what", WAITING)
def test_what_waits_for_something_the_file_does_not_have_is_named(what: str) -> None:
    name, changes, said = WAITING[what]
    file = load(name).file
    found = _found(file.model_copy(update={word: made(file) for word, made in changes.items()}))
    assert any(said in warning for warning in found), found


def test_a_check_tells_of_dead_parts_and_the_file_stays_valid(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "policies" / "west-sussex.toml").read_text(encoding="utf-8")
    path = tmp_path / "changed.toml"
    wrong = 'when = { plan = "long_term_fostering", none = [{ plan = "long_term_fostering" }] }'
    before = 'when = { plan = "long_term_fostering" }\n[[checklist]]'
    assert before in text
    path.write_text(text.replace(before, f"{wrong}\n[[checklist]]"), encoding="utf-8")
    found = check_policy(path)
    assert found.valid
    assert found.warned
    assert "Warning: The checklist long_term_match (WS-12) is never gone through: " in found.report
