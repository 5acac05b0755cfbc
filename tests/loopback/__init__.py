"""A Teams of our own on 127.0.0.1: connector, login, signing keys and people, strict about the protocol.

Use it like this (everything is real HTTP; nothing is patched)::

    async with TeamsWorld() as world:                       # or TeamsWorld(anonymous=True), as with the Playground
        async with open_teams(world.settings(), on_turn) as teams:
            app = web.Application()
            app.add_routes(teams.routes)
            await world.serve(app)                          # or world.bot_url = "http://127.0.0.1:PORT/api/messages"

            priya = world.person("Priya Shah")              # on the team's roster; world.person(..., oid=...) to choose
            await world.install(by=priya)                   # the bot is added to the team; world.channel is its place
            heard = await priya.says("due", world.channel)  # mentions the bot in a new thread
            heard.cards[-1].words                           # everything one can read on the card
            answer = await priya.presses(world.latest(), "answer_invitation", {"note": "yes"})
            answer.card.words                               # the card only Priya sees
            await priya.presses(answer.card, "send_form", {"reason": "..."})
            await priya.presses(card, "verb", deliveries=3) # the same delivery three times at once
            world.connector.fail(Fault(status=429, retry_after="2"), times=2)
            world.connector.log                             # everything accepted, in order: the judge

`await world.until(lambda: condition)` waits for the connector's next accepted request until the condition holds.
"""

from tests.loopback.cast import Channel, Person, PersonalChat, Team
from tests.loopback.client import Answer, CannotPress, Heard, ProtocolBroken, Visitor
from tests.loopback.connector import Accepted, LoopbackConnector
from tests.loopback.faults import Fault
from tests.loopback.shown import Shown
from tests.loopback.world import TeamsWorld

__all__ = [
    "Accepted",
    "Answer",
    "CannotPress",
    "Channel",
    "Fault",
    "Heard",
    "LoopbackConnector",
    "Person",
    "PersonalChat",
    "ProtocolBroken",
    "Shown",
    "Team",
    "TeamsWorld",
    "Visitor",
]
