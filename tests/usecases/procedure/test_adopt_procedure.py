"""A new procedure file shows whose dates move before it holds, and holds when an administrator says so."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cards.procedure import procedure_change
from permanence import policy
from permanence.journey import Event
from permanence.policy import Policy
from permanence.policy_tools.differences import differences
from permanence.refusals import NotAllowed, NotFound
from storage import children, conversations, history, outbox, people
from storage.conversations import Conversation
from storage.importing import imports
from storage.store import Press, Store
from tests.cast import EVERYONE
from tests.conftest import Clock
from usecases.house import House
from usecases.procedure.adopt_procedure import AdoptProcedure, adopt_procedure
from usecases.procedure.procedure_in_force import OFFERED, Kept, procedure_to_run, read, renewed
from usecases.procedure.show_procedure_change import show_procedure_change

TODAY = date(2026, 1, 5)


@pytest.fixture
def revised(tmp_path: Path) -> Policy:
    """BCP's procedure as it would be with five weeks in place of six after entering care."""
    text = (policy.POLICIES / "bcp-2023.toml").read_text()
    first_panel = 'starts = { event = { event = "entered_care" } }\ndue = { within = { weeks = 6 } }'
    assert text.count(first_panel) == 1
    file = tmp_path / "bcp-2023.toml"
    file.write_text(text.replace(first_panel, first_panel.replace("6", "5")))
    return policy.load(file)


@pytest.fixture
async def settled(house: House, clock: Clock) -> House:
    """A council with a channel, people and one child who entered care today, under BCP's procedure."""
    await procedure_to_run(house.store, house.policy, clock())
    async with house.store.change() as work:
        for person in EVERYONE:
            await people.keep(work, person)
        await conversations.keep(work, Conversation("19:p", "t", "https://x", "channel"), clock())
        await conversations.choose_permanence_channel(work, "19:p")
        await imports.keep_children(work, [imports.ChildFacts("C-1", "AB", None, False, "East", None, {}, {})])
        entered = Event(TODAY, "entered_care", {"legal_status": "V2", "placement": "U6"})
        await children.record_event(work, press("oid-support", clock), "C-1", entered, "test")
    return house


def press(by: str, clock: Clock, key: str = "k") -> Press:
    return Press(key, by, "Ada Admin", clock())


async def offered_by(store: Store) -> Kept:
    async with store.read() as work:
        found = await read(work, OFFERED)
    assert found is not None
    return found


async def test_the_settings_decide_until_a_channel_is_chosen(house: House, revised: Policy, clock: Clock) -> None:
    assert await procedure_to_run(house.store, house.policy, clock()) is house.policy
    assert await procedure_to_run(house.store, revised, clock()) is revised


async def test_a_changed_file_is_offered_once_and_does_not_hold_yet(
    settled: House, revised: Policy, clock: Clock
) -> None:
    for _ in range(2):
        running = await procedure_to_run(settled.store, revised, clock())
        assert running.file == settled.policy.file
    async with settled.store.read() as work:
        assert await outbox.waiting(work) == 1
        mark = (await offered_by(settled.store)).mark
        view = await show_procedure_change(settled, work, mark, TODAY)
    assert view is not None
    assert (view.touched, view.children) == (1, 1)
    assert any("7 days sooner" in move and "BCP-3.1" in move for _, move in view.moves)


BEYOND_DATES = (
    ('role = "service_manager_permanence"\npart', 'role = "service_manager_children_in_care"\npart'),
    ('cohort = "in_care_6_weeks"', 'cohort = "in_care_a_while"'),
    ('  "The contingency plan, with dates",\n', '  "The contingency plan, with dates",\n  "The chronology",\n'),
    ("capacity = 9", "capacity = 8"),
)


async def test_what_changes_beyond_dates_is_said_as_policy_compare_says_it(
    settled: House, revised: Policy, tmp_path: Path, clock: Clock
) -> None:
    file = tmp_path / "bcp-2023.toml"
    text = file.read_text()
    for before, after in BEYOND_DATES:
        assert before in text
        text = text.replace(before, after)
    file.write_text(text)
    changed = policy.load(file)
    await procedure_to_run(settled.store, changed, clock())
    async with settled.store.read() as work:
        view = await show_procedure_change(settled, work, (await offered_by(settled.store)).mark, TODAY)
    assert view is not None
    told = list(differences(settled.policy, changed))
    assert set(view.said) <= set(told)
    for words in ("Service Manager for Children in Care", "in_care_a_while", "The chronology", "8 children"):
        assert any(words in line for line in view.said), words
    assert view.unsaid == len(told) - len(view.said)


async def test_however_much_changes_the_card_stays_small_and_names_the_command(
    settled: House, tmp_path: Path, clock: Clock
) -> None:
    file = tmp_path / "west-sussex.toml"
    text = (policy.POLICIES / "west-sussex.toml").read_text()
    file.write_text(text.replace('title = "Group Manager"', f'title = "Group Manager {"of the service " * 300}"'))
    await procedure_to_run(settled.store, policy.load(file), clock())
    async with settled.store.read() as work:
        view = await show_procedure_change(settled, work, (await offered_by(settled.store)).mark, TODAY)
    assert view is not None
    card = json.dumps(procedure_change.draw(view), ensure_ascii=False)
    assert len(card.encode()) < 28 * 1024
    assert f"And {view.unsaid} more: python app.py policy compare" in card


async def test_an_administrator_puts_it_into_force_and_only_they(settled: House, revised: Policy, clock: Clock) -> None:
    await procedure_to_run(settled.store, revised, clock())
    mark = (await offered_by(settled.store)).mark
    with pytest.raises(NotAllowed):
        await adopt_procedure(settled, AdoptProcedure(mark, press("oid-chair", clock)), TODAY)
    adopted = await adopt_procedure(settled, AdoptProcedure(mark, press("oid-admin", clock, "k2")), TODAY)
    assert adopted.house.policy.file == revised.file
    assert adopted.view.settled == "In force, put there by Ada Admin on Mon 5 January 2026, 09:00"
    again = await adopt_procedure(settled, AdoptProcedure(mark, press("oid-admin", clock, "k3")), TODAY)
    assert again.view == adopted.view
    assert await procedure_to_run(settled.store, revised, clock()) is revised
    assert (await renewed(settled)).policy.file == revised.file
    async with settled.store.read() as work:
        assert [entry.verb for entry in await history.of(work, "policy", "bcp-2023")] == ["adopt_procedure"]


async def test_what_is_no_longer_offered_is_not_put_into_force(settled: House, clock: Clock) -> None:
    with pytest.raises(NotFound):
        await adopt_procedure(settled, AdoptProcedure("gone", press("oid-admin", clock)), TODAY)


async def test_a_procedure_is_kept_with_its_law_and_a_newer_law_is_offered(
    settled: House, tmp_path: Path, clock: Clock
) -> None:
    law = policy.POLICIES / "law" / "england.toml"
    (tmp_path / "law.toml").write_text(law.read_text())
    file = tmp_path / "dudley.toml"
    text = (policy.POLICIES / "dudley-2021.toml").read_text()
    file.write_text(text.replace('version = "', 'builds_on = "law.toml"\nversion = "', 1))
    await procedure_to_run(settled.store, policy.load(file), clock())
    mark = (await offered_by(settled.store)).mark
    adopted = await adopt_procedure(settled, AdoptProcedure(mark, press("oid-admin", clock)), TODAY)
    on_the_law = adopted.house.policy.file
    (tmp_path / "law.toml").write_text(law.read_text().replace("working_days = 20", "working_days = 15"))
    newer = policy.load(file)
    running = await procedure_to_run(settled.store, newer, clock())
    assert running.file == on_the_law != newer.file
    assert (await offered_by(settled.store)).mark != mark
    (tmp_path / "law.toml").unlink()
    assert (await renewed(settled)).policy.file == on_the_law
