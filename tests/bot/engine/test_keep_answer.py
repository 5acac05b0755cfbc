"""An answer is never lost: what could not be posted when it was asked for is given in its thread later, for a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bot.engine.conftest import Live
from tests.loopback import Fault
from usecases.setup.keep_answer import MAKES_SENSE, prune_answers


@pytest.mark.parametrize(
    "fault",
    [Fault(502), Fault(400, "BadSyntax"), Fault(reset=True), Fault(404, "ConversationNotFound")],
    ids=["gateway", "refused", "broken off", "not found"],
)
async def test_an_answer_that_was_not_taken_is_given_later_in_the_thread_it_was_asked_in(
    live: Live, fault: Fault
) -> None:
    live.world.connector.fail(fault, 1, lambda request: request.method == "POST")
    heard = await live.admin.says("help")
    assert heard.status == 200
    await live.until(lambda: "Press one, or ask in your own words" in live.world.latest().words)
    answer = live.world.latest()
    assert answer.thread != answer.activity_id, "it stands below the question"
    assert (await live.rows("answer")) == {"1": "sent"}


async def test_an_answer_in_a_persons_chat_is_given_there_and_its_buttons_work(live: Live) -> None:
    live.world.connector.fail(Fault(502), 1, lambda request: request.method == "POST")
    await live.admin.says("set up", live.admin.chat)
    await live.until(lambda: bool(live.world.shown(live.admin.chat)))
    answer = await live.admin.presses(live.world.latest(live.admin.chat), "show_help")
    assert "What you can say" in answer.card.words


async def test_an_answer_nobody_waits_for_any_more_is_not_given(live: Live) -> None:
    live.world.connector.fail(Fault(503, retry_after="9"), None, lambda request: request.method == "POST")
    await live.admin.says("help", live.admin.chat)
    await live.round()  # the first attempt has failed, and the told clock stands still: none is on its way meanwhile
    assert await prune_answers(live.house, live.clock() + MAKES_SENSE + timedelta(minutes=1)) == 1
    live.world.connector.mend()
    await live.passes(hours=1)
    assert await live.rows("answer") == {"1": "cancelled"}
