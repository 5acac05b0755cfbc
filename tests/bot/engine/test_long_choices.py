"""A choice longer than a card holds is searched as one types, or typed: understood surely, or asked again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.engine.choosing import meaning, nearest
from permanence.people.person import Person
from storage import absences
from tests.bot.engine.conftest import Live
from tests.cast import EAST, staff
from tests.loopback import Visitor
from tests.loopback.shown import Shown

NAMES = ("Zoë Adler", "Jon Smith", "Jon Smithson", "John Smyth", "Amara Okafor")
DAYS = {"starts": "2026-01-06", "until": "2026-01-07"}


@pytest.fixture
async def many(live: Live) -> Live:
    """Two hundred managers beside the cast."""
    named = [*NAMES, *(f"Manager Number{number}" for number in range(200))]
    managers = (
        Person(f"oid-m{place}", name, frozenset({"team_manager"}), frozenset({f"Team {place}"}))
        for place, name in enumerate(named)
    )
    await staff(live.house, *managers)
    return live


async def whose_form(live: Live, who: Visitor) -> Shown:
    """The question whose absence it is."""
    return (await who.presses((await who.says("away")).card, "open_away_form")).card


async def form_of(live: Live, who: Visitor | None = None) -> Shown:
    who = who or live.support
    whose = await whose_form(live, who)
    return (await who.presses(whose, "choose_who_is_away", {"person": EAST.oid})).card


async def typed_form(live: Live, form: Shown, *names: str) -> Shown:
    """The form with boxes in place of these choices."""
    for name in names:
        [data] = [
            action["data"]
            for action, _ in form.all_actions()
            if action["data"].get("typed") and set(action["data"]["typed"].split(",")) >= {name}
        ][:1]
        form = (await live.support.presses(form, "enter_absence", DAYS, data={"typed": data["typed"]})).card
        assert form.input(name)["type"] == "Input.Text"
    return form


async def entered(live: Live) -> list[tuple[str, str]]:
    async with live.house.store.read() as work:
        return [(one.person, one.deputy) for one in await absences.since(work, live.clock().date())]


def found(answer: Any) -> list[str]:
    return [title for title, _ in answer.found]


async def test_a_long_choice_is_searched_by_how_its_words_begin_and_what_is_found_can_be_chosen(many: Live) -> None:
    form = await form_of(many)
    deputy = form.input("deputy")
    assert (deputy["choices.data"]["type"], deputy["style"], len(deputy["choices"])) == ("Data.Query", "filtered", 15)
    assert found(await many.support.searches(form, "deputy", "zoe ad")) == ["Zoë Adler, team manager"]
    assert found(await many.support.searches(form, "deputy", "SMITH jon")) == [
        "Jon Smith, team manager",
        "Jon Smithson, team manager",
    ]
    assert found(await many.support.searches(form, "deputy", "nobody of that name")) == []
    pages = [await many.support.searches(form, "deputy", "manager number", start=start) for start in (0, 15)]
    assert not set(pages[0].found) & set(pages[1].found)
    [(_, value)] = (await many.support.searches(form, "deputy", "amara")).found
    saved = await many.support.presses(form, "enter_absence", {**DAYS, "deputy": value})
    assert "Amara Okafor stands in." in saved.card.words
    assert await entered(many) == [(EAST.oid, "oid-m4")]


async def test_a_name_typed_is_taken_when_only_one_can_be_meant(many: Live) -> None:
    form = await typed_form(many, await form_of(many), "deputy")
    assert form.input("starts")["value"] == DAYS["starts"], "what was filled in stays"
    typed = {**DAYS, "deputy": "jon  SMITH"}
    saved = await many.support.presses(form, "enter_absence", typed)
    assert "Erin East is entered as away" in saved.card.words
    assert await entered(many) == [(EAST.oid, "oid-m1")]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Smi", ["Jon Smith, team manager", "Jon Smithson, team manager"]),
        ("Jon Smit", ["Jon Smith, team manager", "Jon Smithson, team manager"]),
        ("Amara Okafr", ["Amara Okafor, team manager"]),
        ("Jhon Smyth", ["John Smyth, team manager", "Jon Smith, team manager"]),
    ],
)
async def test_a_name_that_is_not_sure_changes_nothing_and_is_asked_again_with_the_nearest(
    many: Live, typed: str, near: list[str]
) -> None:
    form = await typed_form(many, await form_of(many), "deputy")
    filled = {**DAYS, "deputy": typed}
    again = (await many.support.presses(form, "enter_absence", filled)).card
    assert f'"{typed}" is not sure for "Who stands in", so nothing was changed: it may be {near[0]}' in again.words
    assert [choice["title"] for choice in again.input("deputy")["choices"]][: len(near)] == near
    assert (again.input("starts")["value"], again.input("until")["value"]) == (DAYS["starts"], DAYS["until"])
    assert await entered(many) == []
    chosen = again.input("deputy")["choices"][0]["value"]
    assert "stands in." in (await many.support.presses(again, "enter_absence", {"deputy": chosen})).card.words


async def test_what_is_like_nothing_is_asked_again_without_a_guess(many: Live) -> None:
    form = await typed_form(many, await form_of(many), "deputy")
    filled = {**DAYS, "deputy": "Qqqq"}
    again = (await many.support.presses(form, "enter_absence", filled)).card
    assert "nothing is written like it. Choose from the list." in again.words
    assert await entered(many) == []


async def test_only_who_may_see_the_form_finds_what_it_offers(many: Live) -> None:
    form = await form_of(many)
    stranger = many.world.person("Nobody Known", oid="oid-nobody")
    refused = await stranger.searches(form, "deputy", "jon")
    assert refused.found == ()
    assert refused.error
    whose, manager = await whose_form(many, many.support), many.world.person(EAST.name, oid=EAST.oid)
    assert (await many.support.searches(whose, "person", "jon")).found
    assert (await manager.searches(whose, "person", "jon")).found == (), "a manager enters nobody else's absence"


async def test_a_search_that_was_not_made_for_this_card_finds_nothing(many: Live) -> None:
    form = await form_of(many)
    made = form.input("deputy")["choices.data"]["dataset"]
    for wrong in (made.replace("deputy", "starts"), "graph.microsoft.com/users", "x:y", f"{'0' * 32}:[]"):
        answer = await many.support.searches(form, "deputy", "jon", dataset=wrong)
        assert (answer.found, bool(answer.error)) == ((), True), wrong
    elsewhere = Shown(form.card, many.support.chat, "", "1")
    assert (await many.support.searches(elsewhere, "deputy", "jon")).error


OFFERED = [{"title": f"{name}, team manager", "value": str(place)} for place, name in enumerate(NAMES)]


@given(st.text(max_size=60) | st.sampled_from(NAMES))
def test_whatever_is_typed_is_one_of_what_is_offered_or_asked_again_with_three_at_most(typed: str) -> None:
    meant, near = meaning(OFFERED, typed), nearest(OFFERED, typed)
    assert len(near) <= 3
    assert all(one in OFFERED for one in (*meant, *near))
    if len(meant) == 1:
        said = "".join(typed.split()).casefold()
        assert said
    if typed in NAMES:
        assert [one["title"] for one in meant] == [f"{typed}, team manager"]


def test_two_of_one_name_are_never_told_apart_by_chance() -> None:
    twins = [{"title": "Jon Smith, team manager", "value": "a"}, {"title": "Jon Smith, social worker", "value": "b"}]
    assert len(meaning(twins, "Jon Smith")) == 2
    assert [one["value"] for one in meaning(twins, "Jon Smith, social worker")] == ["b"]
