"""Plays the product on this machine: a made-up caseload, the bot, and the Playground as its Teams, until Ctrl-C."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from records import cast
from tools import parts, playground
from tools.children import DIRECT, Ended, Family, family, is_free, shown
from tools.environment import VENV
from tools.playground import Person, World
from tools.saying import LOCAL, ROOT, CannotGoOn, main, say

POLICY = os.environ.get("POLICY") or "bcp-2023"  # the procedure that is played
# All that is kept from one run to the next, of each procedure its own.
PLAY = LOCAL / ("play" if POLICY == "bcp-2023" else f"play-{POLICY}")
DATABASE = PLAY / "permanence.db"
LOADED = PLAY / "loaded"  # there once the caseload is wholly in
SAMPLE = PLAY / "sample"
PYTHON = VENV / "bin" / "python"
PAGE_PORT, BOT_PORT = 56150, 3978  # unless the environment says otherwise
CHANNEL = "Permanence panel"
LOADING = (
    ("The sample caseload", ["sample", "--out", str(SAMPLE)]),
    ("The people file", ["people", str(SAMPLE / "people.csv"), "--confirm"]),
    ("The years it was kept", ["go-live", "2000-01-01"]),  # the made-up council has long had this
    ("The caseload", ["import", str(SAMPLE / "caseload.xlsx"), "--confirm"]),
    ("The past panels", ["events", str(SAMPLE / "events.csv"), "--confirm"]),
)


def world() -> World:
    """The made-up council's team in the Playground: the local person, four team managers and the chair."""
    chair = next(person for person in cast.OTHERS if "panel_chair" in person.roles)
    me, *others = [Person(one.oid, f"29:{one.oid}", one.name, one.email) for one in (cast.LOCAL, *cast.MANAGERS, chair)]
    return World(
        tenant_id="00000000-0000-4000-8000-000000000900",
        bot_id="28:00000000-0000-4000-8000-000000000901",
        bot_name="Permanence",
        team_id="19:harbourshire@thread.tacv2",
        team_group="00000000-0000-4000-8000-000000000902",
        team_name=cast.COUNCIL,
        channel_id="19:permanence-panel@thread.tacv2",
        channel_name=CHANNEL,
        me=me,
        others=others,
    )


def port(name: str, otherwise: int) -> int:
    """The port named in the environment, free to listen on."""
    given = os.environ.get(name) or str(otherwise)
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise CannotGoOn(f"{name}={given} is not a port: choose one from 1 to 65535, as in make run {name}=8123.")
    if is_free(int(given)):
        return int(given)
    other = next(number for number in range(int(given) + 1, 65536) if is_free(number))
    raise CannotGoOn(f"Port {given} is in use: choose another with make run {name}={other}, or end what uses it.")


def bot_environment(bot_port: int) -> dict[str, str]:
    """The product's settings for local play, and none from outside: nothing made up may reach a real database."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PERMANENCE_")}
    return {
        **inherited,
        "PERMANENCE_DATABASE_URL": f"sqlite:///{DATABASE}",
        "PERMANENCE_POLICY": POLICY,
        "PERMANENCE_ADMINISTRATORS": cast.LOCAL.oid,
        "PERMANENCE_PUBLIC_URL": f"http://127.0.0.1:{bot_port}",
        "PERMANENCE_PORT": str(bot_port),
    }


def product(*arguments: str) -> list[str]:
    return [str(PYTHON), str(ROOT / "app.py"), *arguments]


def load(here: Family, environment: Mapping[str, str]) -> None:
    """The sample council into a new database; one whose loading was broken off is made anew."""
    if LOADED.exists():
        return
    shutil.rmtree(PLAY, ignore_errors=True)
    say(f"Making up {cast.COUNCIL}, a council with 300 children, nobody real.")
    log = LOCAL / "loading.log"
    for name, arguments in LOADING:
        if here.complete(here.start(name, product(*arguments), log, environment)) != 0:
            raise CannotGoOn(f"{name} could not be loaded: what was said is in {shown(log)}.")
    LOADED.touch()


def well(address: str) -> bool:
    """Whether that page is there and says it is well."""
    try:
        with DIRECT.open(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def start(here: Family, page_port: int, bot_port: int) -> str:
    """The bot and the Playground, both answering: the page's address."""
    bot, page = f"http://127.0.0.1:{bot_port}", f"http://127.0.0.1:{page_port}"
    settings = LOCAL / "playground.yml"
    settings.write_text(playground.settings(world()))
    here.start("The bot", product("serve", "--local"), LOCAL / "bot.log", bot_environment(bot_port))
    here.start(
        "The Playground",
        playground.command(f"{bot}/api/messages", page_port),
        LOCAL / "playground.out",
        playground.environment(settings),
    )
    gone = here.watch(lambda: well(f"{bot}/health") and well(page), seconds=120)
    if gone:
        raise CannotGoOn(f"{gone.name} ended as it started: what it said is in {shown(gone.log)}.")
    return page


def tracker(bot_port: int) -> str:
    """Where the web page is."""
    return f"http://127.0.0.1:{bot_port}/tracker"


FIRST = (
    f'Open that page and choose the channel "{CHANNEL}" on the left: the bot says what is set up.',
    'Press "Make this the permanence channel" on its card.',
    'In "Start a new post" type @, choose Permanence, then type due and press Post.',
)
AGAIN = (
    f'Open that page and choose the channel "{CHANNEL}" on the left; the Playground has forgotten its posts.',
    'In "Start a new post" type @, choose Permanence, then type sitting and press Post: all that was done is there.',
    "In the same way say next morning: the clock moves on, and what falls due is said in the channel.",
)


def greeting(page: str, tracker_page: str, things: Iterable[str]) -> str:
    steps = "\n".join(f"  {number}. {thing}" for number, thing in enumerate(things, 1))
    return f"""
Permanence is running: {page}
The tracker, to look at in a browser: {tracker_page}

Three things to try:
{steps}

You are {cast.LOCAL.name} and hold every role. Ctrl-C ends everything; make reset starts afresh.
"""


def play(page_port: int, bot_port: int) -> int:
    with family() as here:
        try:
            things = AGAIN if LOADED.exists() else FIRST
            load(here, bot_environment(bot_port))
            say(greeting(start(here, page_port, bot_port), tracker(bot_port), things))
            gone = here.watch(lambda: False)
        except Ended:
            say("Ended. What was done is kept; make run goes on with it.")
            return 0
    raise CannotGoOn(f"{gone.name if gone else 'Something'} ended by itself: what it said is in .local.")


def require_policy() -> None:
    """The procedure asked for comes with the product; else what may be asked for."""
    known = sorted(path.stem for path in (ROOT / "policies").glob("*.toml"))
    if POLICY not in known:
        raise CannotGoOn(f"POLICY={POLICY} is not a procedure that comes with Permanence: choose {', '.join(known)}.")


def work() -> int:
    require_policy()
    page_port, bot_port = port("PORT", PAGE_PORT), port("BOT_PORT", BOT_PORT)
    if "--afresh" in sys.argv:
        shutil.rmtree(PLAY, ignore_errors=True)
    LOCAL.mkdir(exist_ok=True)
    parts.bring(checking=False)
    return play(page_port, bot_port)


if __name__ == "__main__":
    os.chdir(Path(ROOT))
    main(work)
