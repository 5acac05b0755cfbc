"""The Microsoft 365 Agents Playground as our local Teams: who is in it, and how it is started."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import parts
from tools.saying import ROOT

CLIENT = parts.PARTS / "@microsoft" / "m365agentsplayground" / "cli.js"
OTHERS = 5  # the Playground wants exactly so many people beside the one at the keyboard


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the local Teams. `oid` is what Entra would call them, `teams_id` what Teams would."""

    oid: str
    teams_id: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class World:
    """One tenant with one team and one channel in it, the person at the keyboard, and five others."""

    tenant_id: str
    bot_id: str
    bot_name: str
    team_id: str
    team_group: str
    team_name: str
    channel_id: str
    channel_name: str
    me: Person
    others: Sequence[Person]


def _person(person: Person) -> dict[str, str]:
    given, _, surname = person.name.partition(" ")
    return {
        "id": person.teams_id,
        "name": person.name,
        "userPrincipleName": person.email,  # spelt so by the Playground
        "aadObjectId": person.oid,
        "givenName": given,
        "surname": surname or given,
        "email": person.email,
    }


def settings(world: World) -> str:
    """The Playground's settings file: YAML, of which JSON is a part."""
    if len(world.others) != OTHERS:
        raise ValueError(f"the Playground wants {OTHERS} other people, not {len(world.others)}")
    content = {
        "version": "0.1.1",
        "tenantId": world.tenant_id,
        "bot": {"id": world.bot_id, "name": world.bot_name},
        "currentUser": _person(world.me),
        "users": [_person(person) for person in world.others],
        "personalChat": {"id": "a:personal-chat"},
        "groupChat": {"id": "19:group-chat@thread.v2", "name": "Panel members"},
        "team": {
            "id": world.team_id,
            "name": world.team_name,
            "aadGroupId": world.team_group,
            "channels": [{"id": world.channel_id, "name": world.channel_name}],
        },
    }
    return json.dumps(content, indent=2) + "\n"


def command(bot: str, port: int) -> list[str]:
    """Start the Playground for the bot at this address; it sends nothing about its use to anybody."""
    return [str(parts.node()), str(CLIENT), "-e", bot, "-c", "msteams", "-p", str(port), "--dt"]


def environment(settings_file: Path) -> dict[str, str]:
    loopback = ROOT / "tools" / "loopback.cjs"
    return {
        **parts.node_environment(),
        "NODE_OPTIONS": f"--require={json.dumps(str(loopback))}",
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(settings_file),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(settings_file.with_suffix(".log")),
    }
