"""Reminders from the morning tick to the channel and back: planned once, drawn as things stand, acted on from there."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from bot.engine.messages import Card
from permanence.people.person import BUSINESS_SUPPORT, Person
from permanence.refusals import NotAllowed, NotFound
from storage import conversations, mornings, notes, reminders, tables
from storage.store import Press, Store
from tests.afternoon import press
from tests.cards.strictness import buttons
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.reminders.plan_reminders import Planned, plan_reminders
from usecases.reminders.snooze_reminder import SnoozeReminder, snooze_reminder

MONDAY = date(2026, 1, 5)
SIX_WEEKS = timedelta(weeks=6)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """East: one due today, one in a week. West: one overdue since Christmas. North has no manager. One very late."""
    await staff(house)
    for ref, team, due in (
        ("C-1001", "East", MONDAY),
        ("C-1002", "West", date(2025, 12, 22)),
        ("C-1003", "North", date(2025, 12, 29)),
        ("C-1004", "East", date(2026, 1, 12)),
        ("C-1005", "East", date(2025, 12, 8)),
        ("C-1006", "East", date(2026, 2, 9)),
    ):
        await take_into_care(house, ref, team, due - SIX_WEEKS)
    return await open_play(house, clock)


def posts(play: Play) -> list[Card]:
    """The mornings in the channel."""
    return [card for card in play.messenger.cards.values() if "This morning, " in read(card)]


async def morning(play: Play, now: datetime) -> list[str]:
    """What is newly posted on a morning."""
    play.clock.now = now
    before = set(play.messenger.cards)
    await plan_reminders(play.bot.house, now)
    await play.post_all()
    return [read(card) for name, card in play.messenger.cards.items() if name not in before]


async def mine(play: Play, who: Person, day: date = MONDAY) -> Card:
    """Somebody's own list of a morning, as the button of the post brings it."""
    (post,) = [card for card in posts(play) if f"This morning, {spoken(day)}" in read(card)]
    return await play.press(who, post, "My list")


async def waiting(play: Play, who: Person, day: date = MONDAY) -> Card:
    """What the folded line of a list stands for: children who wait for a panel date."""
    return await play.press(who, await mine(play, who, day), "Show ")


async def everything(play: Play, who: Person, day: date) -> str:
    """All that somebody newly hears on a morning, on every page of their list and of what is folded."""
    card = await mine(play, who, day)
    said = [read(card)]
    for title in [button["title"] for button in buttons(card) if button["title"].startswith("Show ")]:
        page = await play.press(who, card, title)
        said.append(read(page))
        while any(button["title"].startswith("Show the rest") for button in buttons(page)):
            page = await play.press(who, page, "Show the rest")
            said.append(read(page))
    return "\n".join(said)


async def own_chat(play: Play, who: Person) -> None:
    """Somebody has opened their own chat with the bot."""
    async with play.bot.house.store.change() as work:
        where = conversations.Conversation(
            f"chat-{who.oid}", "tenant", "http://127.0.0.1:1/", "personal", person_oid=who.oid
        )
        await conversations.keep(work, where, play.clock())


def in_chat(play: Play, who: Person) -> list[str]:
    """What stands in somebody's own chat."""
    return [read(play.messenger.cards[name]) for name, place in play.messenger.places.items() if who.oid in place]


def spoken(day: date) -> str:
    return f"{day:%a} {day.day} {day:%B %Y}"


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


async def test_a_morning_is_one_post_that_says_who_has_what_to_do(play: Play) -> None:
    assert await plan_reminders(play.bot.house, play.clock()) == Planned(MONDAY, 4, 6)
    await play.post_all()
    post = read(play.shown("This morning, Mon 5 January 2026"))
    assert "5 things are due, 3 of them overdue." in post
    assert "Erin East: 3 wait for somebody else. The longest overdue, C-1005 (AB): since Mon 8 December 2025." in post
    assert "Sam Support (business support): 1 panel date to set." in post
    assert post.index("Erin East") < post.index("Will West") < post.index("Sam Support")


async def test_each_person_s_list_is_theirs_alone_with_what_is_due_and_why(play: Play) -> None:
    await morning(play, play.clock())
    east = read(await mine(play, EAST))
    assert "3 children wait for a panel date; the longest since Mon 8 December 2025: C-1005 (AB)." in east
    assert "nothing to settle; the rest waits" in east
    east = read(await waiting(play, EAST))
    assert east.index("Overdue by 17 working days") < east.index("Due today") < east.index("Due in 5 working days")
    assert "Panel, for C-1004 (AB). Due Mon 12 January 2026: BCP-3.1." in east
    assert "C-1006" not in east
    assert "Overdue by 7 working days" in read(await waiting(play, WEST))
    support = read(await mine(play, SUPPORT))
    assert "1 thing to do, it is overdue." in support
    assert "C-1003 (AB)" in support
    assert "nothing is left to do here" in read(await mine(play, VIEWER))


async def test_ten_working_days_overdue_is_said_to_the_service_manager(play: Play) -> None:
    await morning(play, play.clock())
    assert "1 child waits for a panel date; since Mon 8 December 2025" in read(await mine(play, CHAIR))
    assert "Overdue by 17 working days" in read(await waiting(play, CHAIR))


async def test_the_manager_is_mentioned_once_their_teams_id_is_known(play: Play) -> None:
    await play.say(EAST, "help")
    await morning(play, play.clock())
    card = play.shown("This morning")
    assert [one["mentioned"] for one in card["msteams"]["entities"]] == [{"id": "29:oid-east", "name": "Erin East"}]


async def test_a_second_tick_a_second_replica_and_a_restart_say_nothing_more(play: Play, house: House) -> None:
    other = House(Store(house.store.url.render_as_string(hide_password=False)), house.policy)
    planned = await asyncio.gather(*(plan_reminders(each, play.clock()) for each in (house, other) * 3))
    await plan_reminders(house, play.clock())
    await other.store.close()
    assert sum(each.digests for each in planned) == 4
    await play.post_all()
    assert len(posts(play)) == 1
    assert await morning(play, at(MONDAY, 16)) == []


async def test_a_stop_halfway_is_made_good_by_the_next_tick(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    async with house.store.change() as work:  # as it is when the program ends after three of the four lists
        lost = "oid-west:2026-01-05"
        await work.conn.execute(delete(tables.outbox))
        await work.conn.execute(delete(tables.reminders).where(tables.reminders.c.digest == f"digest:{lost}"))
        await work.conn.execute(delete(tables.notes).where(tables.notes.c.name == reminders.PLANNED_UNTIL))
    assert await plan_reminders(house, play.clock()) == Planned(MONDAY, 1, 1)
    await play.post_all()
    assert "Will West" in read(*posts(play))
    assert "Erin East" in read(*posts(play))


async def test_nothing_is_said_before_eight_after_six_or_on_a_day_off(play: Play) -> None:
    for now in (at(MONDAY, 7), at(MONDAY, 18), at(date(2026, 1, 3)), at(date(2026, 1, 1)), at(date(2025, 12, 26))):
        assert await plan_reminders(play.bot.house, now) == Planned(None)


async def test_over_the_days_each_step_of_the_ladder_is_said_once(play: Play) -> None:
    said = []
    for offset in range(28):
        now = at(MONDAY + timedelta(days=offset))
        if await morning(play, now):
            for who in (EAST, CHAIR):
                text = await everything(play, who, now.date())
                said += [(now.date(), line) for line in text.splitlines() if "for C-1004" in line]
    assert [on for on, _ in said] == [
        MONDAY,
        date(2026, 1, 12),
        date(2026, 1, 13),
        date(2026, 1, 19),
        *[date(2026, 1, 26)] * 2,
    ]


async def test_after_a_fortnight_of_downtime_each_thing_is_said_once_in_its_present_wording(play: Play) -> None:
    await morning(play, at(date(2026, 1, 19)))
    east = await everything(play, EAST, date(2026, 1, 19))
    assert east.count("for C-1004") == 1
    assert "Overdue by 5 working days" in east
    assert "Due in" not in east
    assert "Due today" not in east
    assert len(posts(play)) == 1


async def test_what_was_done_in_the_meantime_is_not_said_and_an_empty_digest_is_not_posted(play: Play) -> None:
    house = play.bot.house
    await plan_reminders(house, play.clock())
    async with house.store.change() as work:
        for ref in ("C-1001", "C-1002"):
            await work.conn.execute(
                update(tables.events).where(tables.events.c.child_ref == ref).values(withdrawn_at=play.clock())
            )
    await play.post_all()
    assert "Erin East: 2 wait" in read(*posts(play))
    assert "C-1001" not in await everything(play, EAST, MONDAY)
    assert "Will West" not in read(*posts(play))


async def test_a_morning_of_which_all_was_done_before_it_could_be_posted_is_not_posted(play: Play) -> None:
    await plan_reminders(play.bot.house, play.clock())
    async with play.bot.house.store.change() as work:
        await work.conn.execute(update(tables.events).values(withdrawn_at=play.clock()))
    await play.post_all()
    assert posts(play) == []


async def test_nothing_new_for_anybody_is_no_post(play: Play) -> None:
    await morning(play, at(date(2026, 1, 6)))
    assert await morning(play, at(date(2026, 1, 7))) == []


async def test_a_snoozed_line_is_silent_until_its_day_and_then_said_once(play: Play) -> None:
    await morning(play, play.clock())
    form = await play.press(WEST, await waiting(play, WEST), "Snooze")
    wrong = await play.press(WEST, form, "Snooze", {"until": "2026-01-05"})
    assert "Mon 5 January 2026 is today; choose a day from Tue 6 January 2026." in read(wrong)
    done = await play.press(WEST, wrong, "Snooze", {"until": "2026-01-14"})
    assert "Snoozed until Wed 14 January 2026: Panel, for C-1002 (AB)" in read(done)
    assert "nothing is left to do here" in read(done)
    said = []
    for day in (date(2026, 1, day) for day in range(6, 23)):
        if any("Will West" in text for text in await morning(play, at(day))):
            said.append((day.day, await everything(play, WEST, day)))
    assert [day for day, _ in said] == [14, 22]  # and not on the 15th, when its ladder would say it again
    assert "Overdue by 14 working days" in said[0][1]


async def test_a_line_snoozed_between_plan_and_delivery_is_not_said(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    async with house.store.read() as work:
        (west,) = await mornings.reminders_of(work, date(2026, 1, 5), ["oid-west"])
    command = SnoozeReminder(west.id, "digest:oid-west:2026-01-05", date(2026, 1, 9), _by(WEST, play))
    assert (await snooze_reminder(house, command)).total == 0
    await play.post_all()
    assert "Will West" not in read(*posts(play))


async def test_only_those_concerned_can_snooze_a_line(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    async with house.store.read() as work:
        (west,) = await mornings.reminders_of(work, date(2026, 1, 5), ["oid-west"])
    for who in (EAST, VIEWER, WORKER, CHAIR):
        with pytest.raises(
            NotAllowed, match="Only the one it is said to, the child's own team manager or business support"
        ):
            await snooze_reminder(
                house, SnoozeReminder(west.id, "digest:oid-west:2026-01-05", date(2026, 1, 9), _by(who, play))
            )
    await snooze_reminder(
        house, SnoozeReminder(west.id, "digest:oid-west:2026-01-05", date(2026, 1, 9), _by(SUPPORT, play))
    )


async def test_why_says_the_arithmetic_the_clause_and_what_comes_next(play: Play) -> None:
    await morning(play, play.clock())
    why = read(await play.press(WEST, await waiting(play, WEST), "Why"))
    assert "6 weeks after entering care on 10 November 2025." in why
    assert "BCP-3.1" in why
    assert "said again on Thu 8 January 2026 to Chris Chair" in why


async def test_open_leads_to_the_child_and_back_leads_to_the_digest(play: Play) -> None:
    await morning(play, play.clock())
    card = await waiting(play, WEST)
    assert "C-1002" in read(await play.press(WEST, card, "Open"))
    why = await play.press(WEST, card, "Why")
    opened = await play.press(WEST, why, "Back")
    assert "Panel, for C-1002 (AB)" in read(opened)
    assert "1 child waits for a panel date" in read(await play.press(WEST, opened, "Back to the list"))


async def test_a_long_list_shows_the_most_urgent_and_the_rest_on_request(play: Play, house: House) -> None:
    for number in range(10):
        await take_into_care(house, f"C-2{number:03}", "West", date(2025, 12, 8) + timedelta(days=number) - SIX_WEEKS)
    await morning(play, play.clock())
    assert "11 children wait for a panel date; the longest since Mon 8 December 2025: C-2000" in read(
        await mine(play, WEST)
    )
    card = await waiting(play, WEST)
    assert "C-2000" in read(card)
    assert "C-1002" not in read(card)
    second = await play.press(WEST, card, "Show the rest (7)")
    third = await play.press(WEST, second, "Show the rest (3)")
    assert "C-1002" in read(third)
    assert "C-2007" in read(await play.press(WEST, third, "Show the ones before"))
    assert "11 children wait" in read(await play.press(WEST, third, "Back to the list"))


async def test_mornings_that_could_not_be_posted_are_said_in_the_next_one_together(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    await morning(play, at(date(2026, 1, 13)))
    (post,) = posts(play)
    assert "This morning, Tue 13 January 2026" in read(post)
    assert "Erin East: 3 wait for somebody else" in read(post)
    assert "Will West: 1 waits" in read(post)
    assert (await everything(play, EAST, date(2026, 1, 13))).count("for C-1001") == 1


async def test_what_a_morning_brought_to_a_person_s_own_chat_is_not_carried_to_the_next(
    play: Play, house: House
) -> None:
    await own_chat(play, WEST)
    await plan_reminders(house, play.clock())
    async with house.store.change() as work:  # the channel is out of reach, Will's chat is not
        box = tables.outbox
        await work.conn.execute(update(box).where(box.c.kind == "digest").values(state="sent"))
    await morning(play, at(date(2026, 1, 6)))
    (post,) = posts(play)
    assert "Erin East" in read(post)
    assert "Will West" not in read(post)


async def test_everything_said_to_a_manager_is_on_their_list_and_more(play: Play) -> None:
    await morning(play, play.clock())
    mine = read(await play.say(EAST, "reminders"))
    assert "4 things to do." in mine
    assert "C-1006" in mine
    assert "Said next on Mon 2 February 2026." in mine
    assert "C-1003" in read(await play.say(SUPPORT, "reminders"))
    assert "Nothing is to be done by you." in read(await play.say(VIEWER, "reminders"))


async def test_an_unanswered_invitation_is_reminded_of_and_an_answered_one_is_not(play: Play) -> None:
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    west = play.shown("Will West", "Answer by")
    await play.press(WEST, west, "Accept")
    await morning(play, at(date(2026, 1, 7)))
    assert ": 1 invitation to answer" in read(play.shown("This morning, Wed 7 January 2026"))
    assert "Answer to the invitation to the panel of 8 January 2026" in read(await mine(play, EAST, date(2026, 1, 7)))
    assert "Answer to the invitation" not in await everything(play, WEST, date(2026, 1, 7))


async def test_a_line_of_something_done_says_so_when_it_is_pressed(play: Play, house: House) -> None:
    await morning(play, play.clock())
    card = await waiting(play, WEST)
    async with house.store.change() as work:
        await work.conn.execute(update(tables.events).values(withdrawn_at=play.clock()))
    assert "This has been done in the meantime" in read(await play.press(WEST, card, "Why"))
    back = play.pressing(WEST, card, "Why")
    with pytest.raises(NotFound):
        await snooze_reminder(
            house,
            SnoozeReminder(int(back.data["id"]), str(back.data["of"]), date(2026, 1, 9), _by(WEST, play)),
        )


async def test_the_same_press_of_a_snooze_is_carried_out_once(play: Play, house: House) -> None:
    await morning(play, play.clock())
    form = await play.press(WEST, await waiting(play, WEST), "Snooze")
    pressed = play.pressing(WEST, form, "Snooze", {"until": "2026-01-14"})
    answers = [read(await play.deliver_press(pressed)) for _ in range(3)]
    assert len(set(answers)) == 1
    async with house.store.read() as work:
        kept = select(func.count()).select_from(tables.history).where(tables.history.c.verb == "snooze_reminder")
        assert (await work.conn.execute(kept)).scalar_one() == 1


async def test_business_support_s_digest_goes_by_the_role_not_by_a_person(play: Play, house: House) -> None:
    await plan_reminders(house, play.clock())
    async with house.store.read() as work:
        its = await mornings.reminders_of(work, date(2026, 1, 5), [BUSINESS_SUPPORT])
        assert [reminder.child_ref for reminder in its] == ["C-1003"]
        assert await notes.read(work, reminders.PLANNED_UNTIL) == "2026-01-05"


def _by(who: object, play: Play) -> Press:
    return press(who, f"snooze {who}", play.clock())  # type: ignore[arg-type]
