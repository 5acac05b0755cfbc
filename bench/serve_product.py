"""The whole product in earnest on its own database, with a caseload and open actions whose notes are to be written."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.listening import listen
from bot.engine.seal import Seal
from bot.teams.registration import ClientSecret, TeamsSettings
from cards.actions import action_update_form
from cli.clock import now, today
from cli.house import open_house
from cli.logs import configure
from permanence.panel.sitting import PUBLISHED, Sitting
from permanence.people.person import EVERY_TEAM, Person
from records.sample import make_sample
from serving import running
from settings import Settings
from storage import actions, children, conversations, people
from storage.conversations import Conversation
from storage.panel import sittings
from storage.store import Work
from usecases.actions.show_action_form import FormAsked, show_action_form
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.operator import press_at_command_line
from usecases.setup.seal_key import seal_key

CHILDREN = 300


async def load(house: House, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The made-up caseload, a sitting, and as many open actions as will be pressed; the press for each."""
    sample = make_sample(CHILDREN, 1, today())
    press = press_at_command_line(now())
    await import_caseload(house, ImportCaseload(sample.workbook, "annex-a.xlsx", today(), press, confirm=True))
    async with house.store.change() as work:
        await conversations.keep(work, Conversation(**asked["channel"]), now())
        await conversations.choose_permanence_channel(work, asked["channel"]["id"])
        presser = Person(asked["oid"], asked["name"], frozenset({"team_manager"}), frozenset({EVERY_TEAM}))
        await people.keep(work, presser)
        sitting = await _sitting(work, today() - timedelta(days=7))
        refs = await children.references(work)
        made = [
            await actions.add(work, press, refs[n % len(refs)], sitting, "Visit", presser.oid, today() + timedelta(14))
            for n in range(asked["actions"])
        ]
    seal = Seal(await seal_key(house))
    async with house.store.read() as work:
        return [await _note(house, work, seal, asked, action_id) for action_id in made]


async def _sitting(work: Work, on: date) -> int:
    begins = now() - timedelta(days=7)
    await sittings.add(
        work,
        Sitting(0, "bench", on, begins, begins + timedelta(hours=3), "panel", None, "BCP-1", 20, PUBLISHED, 1),
    )
    found = await sittings.on_day(work, "bench", on)
    assert found is not None
    return found.id


async def _note(house: House, work: Work, seal: Seal, asked: dict[str, Any], action_id: int) -> dict[str, Any]:
    """What a client sends when somebody saves a note in the form of this action."""
    form = await show_action_form(house, work, FormAsked(asked["oid"], "progress_action", action_id), today())
    sealed = seal.on(action_update_form.draw(form), asked["channel"]["id"])
    button = next(a for a in _buttons(sealed) if a.get("verb") == "progress_action")
    return {**button["data"], "text": "Visited at home and at school; all is well."}


def _buttons(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for item in node for found in _buttons(item)]
    if not isinstance(node, dict):
        return []
    mine = [node] if node.get("type") == "Action.Execute" else []
    return mine + [found for item in node.values() for found in _buttons(item)]


def keep(path: Path, presses: list[dict[str, Any]]) -> None:
    path.write_text(json.dumps(presses), encoding="utf-8")


async def serve(asked: dict[str, Any]) -> None:
    configure()
    registration = asked["registration"]
    how = TeamsSettings(**{**registration, "credential": ClientSecret(registration["credential"])})
    settings = Settings(database_url=asked["database"], administrators=(asked["oid"],))
    async with open_house(settings) as house:
        presses = await load(house, asked)
        keep(Path(asked["presses"]), presses)
        async with running(house, how, now, local=False) as product:
            await listen(product.app)


if __name__ == "__main__":
    asyncio.run(serve(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
