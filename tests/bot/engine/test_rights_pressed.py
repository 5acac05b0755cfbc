"""The table of rights pressed cell by cell on real HTTP: every button as every role, for own children and others."""

from __future__ import annotations

from datetime import date

import pytest

from bot.routes import CONTENTS
from cards.house_words import NOT_IN_YOUR_TEAMS
from permanence.people import rights
from permanence.people.person import ROLES, Person
from tests.bot.engine.conftest import Live
from tests.bot.engine.test_alone import plainly
from tests.bot.engine.test_rights import MADE_UP, OWN_BY_NATURE, by_role, is_refused, of_role
from tests.bot.engine.test_who_left import presses
from tests.cast import staff, take_into_care
from tests.loopback import Visitor

OURS, OTHERS = "C-7731", "C-7732"
COMMANDS_OF_A_CHILD = ("child", "why", "meeting", "steps", "refer")


async def working(live: Live, role: str) -> Visitor:
    who = of_role(role)
    await staff(live.house, who, Person("oid-made-up", "Mo Made-up", frozenset({"viewer"})))
    await take_into_care(live.house, OURS, "East", date(2025, 1, 5), initials="ZQ")
    await take_into_care(live.house, OTHERS, "West", date(2025, 1, 6), initials="XJ")
    return live.world.person(who.name, oid=who.oid)


def about(child: str) -> dict[str, str]:
    return {**MADE_UP, "child": child, "ref": child, "reference": child, "children": child}


@pytest.mark.parametrize("role", ROLES)
async def test_each_press_is_refused_just_where_the_table_has_no_yes(live: Live, role: str) -> None:
    who, wrong = await working(live, role), []
    for verb, its in CONTENTS.verbs.items():
        words = await presses(live, who, verb, live.world.channel, about(OURS))
        may = by_role(role, its.right) or verb in OWN_BY_NATURE
        if "Something went wrong" in words or is_refused(words, its.right) == may:
            wrong.append((verb, words))
    assert wrong == []


@pytest.mark.parametrize("role", rights.OWN_PEOPLE)
async def test_where_the_table_says_own_nothing_is_told_of_another_teams_child(live: Live, role: str) -> None:
    who, told = await working(live, role), []
    for verb in CONTENTS.verbs:
        words = await presses(live, who, verb, live.world.channel, about(OTHERS))
        assert "XJ" not in words, verb
        if NOT_IN_YOUR_TEAMS in words or "the child's own" in words:
            told.append(verb)
    assert {"show_child", "explain_child", "open_siblings", "show_steps"} <= set(told)
    for command in COMMANDS_OF_A_CHILD:
        assert NOT_IN_YOUR_TEAMS in plainly((await who.says(f"{command} {OTHERS}")).card)
        assert NOT_IN_YOUR_TEAMS not in plainly((await who.says(f"{command} {OURS}")).card)


@pytest.mark.parametrize("role", ROLES)
async def test_each_command_is_refused_just_where_the_table_has_no_yes(live: Live, role: str) -> None:
    who, wrong = await working(live, role), []
    for name, command in CONTENTS.commands.items():
        words = plainly((await who.says(name)).card)
        if "Something went wrong" in words or is_refused(words, command.right) == by_role(role, command.right):
            wrong.append((name, words))
    assert wrong == []
