"""The people and places of the loopback Teams, with ids shaped as Teams shapes them."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field

TENANT = "0f0f0f0f-1111-4222-8333-444455556666"


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(parts)))


def _digest(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an Entra object id and a Teams id."""

    name: str
    oid: str
    teams_id: str

    @classmethod
    def named(cls, name: str, oid: str | None = None) -> Person:
        return cls(name, oid or _guid("person", name), "29:1" + _digest("person", name))


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a team."""

    id: str
    name: str
    team_id: str
    kind = "channel"


@dataclass(frozen=True, slots=True)
class PersonalChat:
    """One person's chat with the bot."""

    id: str
    person: Person
    kind = "personal"


Spot = Channel | PersonalChat


@dataclass(slots=True)
class Team:
    """A team: its General channel has the team's own id."""

    id: str
    name: str
    channels: list[Channel] = field(default_factory=list)
    members: list[Person] = field(default_factory=list)
    installed: bool = False

    @classmethod
    def named(cls, name: str, *channels: str) -> Team:
        team_id = f"19:{_digest('team', name)}@thread.tacv2"
        team = cls(team_id, name, [Channel(team_id, "General", team_id)])
        for channel in channels:
            team.channels.append(Channel(f"19:{_digest('channel', name, channel)}@thread.tacv2", channel, team_id))
        return team


def personal_chat(person: Person) -> PersonalChat:
    return PersonalChat("a:1" + _digest("chat", person.oid), person)
