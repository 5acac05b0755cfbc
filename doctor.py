"""`doctor`: settings, database, sign-in, signing keys, channel and team, looked at in turn, a line for each."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
from cryptography import x509

from bot.engine.messages import DeliveryError, Reply, Turn
from bot.engine.places import place_of
from bot.teams.app import open_teams
from bot.teams.credentials import BotToken, NoToken, login
from bot.teams.keys import SigningKeys
from bot.teams.registration import Certificate, TeamsSettings
from cli.clock import now
from cli.house import open_house
from cli.words import Trouble, say
from permanence.explain import on_day
from permanence.people.person import ADMINISTRATOR, BUSINESS_SUPPORT, Person
from permanence.refusals import Expected
from settings import read_settings, registration
from storage import children, conversations, people
from usecases.house import House

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `cure` says what to do; empty when all is well."""

    what: str
    found: str
    cure: str = ""

    def __str__(self) -> str:
        return f"{'mend' if self.cure else 'well'}  {self.what}: {self.found}{f'; {self.cure}' if self.cure else ''}."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--local", action="store_true", help="for the Playground on this machine: nobody signs in")


async def run(args: argparse.Namespace) -> None:
    """Print the lines; Trouble, and so exit code 2, when something is to be mended."""
    wrong = 0
    async for finding in _all(args.local):
        say(str(finding))
        wrong += bool(finding.cure)
    if wrong:
        raise Trouble(f"{'1 thing is' if wrong == 1 else f'{wrong} things are'} to be mended; the first comes first.")


async def _all(local: bool) -> AsyncIterator[Finding]:
    try:
        settings = read_settings()
        how = registration(settings, local=local)
    except Expected as trouble:
        yield Finding("settings", str(trouble).rstrip("."), "set it right and ask again")
        return
    yield Finding("settings", "each can be used")
    try:
        async with open_house(settings) as house:
            async for finding in examine(house, how, now()):
                yield finding
    except Expected as trouble:
        yield Finding("database and procedure", str(trouble).rstrip("."), "nothing else can be looked at before")


async def examine(house: House, how: TeamsSettings, at: datetime) -> AsyncIterator[Finding]:
    """What a house and a registration are found to be, in the order in which things are to be mended."""
    async with house.store.read() as work:
        count, known = await children.how_many(work), await people.everyone(work)
        channel = await conversations.permanence_channel(work)
    url = house.store.url
    shown = url.set(drivername=url.drivername.partition("+")[0]).render_as_string(hide_password=True)
    yield Finding("database", f"{shown}, {count:,} children")
    yield Finding("procedure", f"{house.policy.title}, version {house.policy.version}")
    yield _people(house, known)
    if how.anonymous:
        yield Finding("sign-in", "nobody signs in, which is for this machine alone")
    else:
        yield _credential(how, at)
        yield await _token(how)
        yield await _keys(how)
        yield _page(house, how)
    if channel is None:
        cure = 'add the app to the team, and let an administrator say "set up" in the channel and make it the one'
        yield Finding("permanence channel", "none is chosen", cure)
        return
    yield Finding("permanence channel", channel.channel_name or channel.id)
    async with open_teams(how, _nobody) as teams:
        try:
            members = await teams.messenger.members(place_of(channel))
        except DeliveryError as error:
            yield Finding("team", f"Teams does not say who is in it ({error})", "see that the app is in the team still")
            return
    strangers = [one.name for one in known if one.oid not in {member.oid for member in members}]
    without = f", and without {len(strangers)} of the people file" if strangers else ""
    yield Finding("team", f"{len(members)} members{without}")


def _people(house: House, known: Sequence[Person]) -> Finding:
    count = f"{len(known)} in the people file"
    if not any(one.has(BUSINESS_SUPPORT) for one in known):
        return Finding("people", f"{count}, nobody of business support", "import the people file with who may do what")
    if not house.administrators and not any(one.has(ADMINISTRATOR) for one in known):
        return Finding("people", f"{count}, no administrator", "name one in PERMANENCE_ADMINISTRATORS")
    return Finding("people", count)


def _credential(how: TeamsSettings, at: datetime) -> Finding:
    if not isinstance(how.credential, Certificate):
        return Finding("credential", type(how.credential).__name__)
    try:
        ends = x509.load_pem_x509_certificate(how.credential.certificate.read_bytes()).not_valid_after_utc
    except (OSError, ValueError) as error:
        return Finding("credential", f"the certificate cannot be read ({type(error).__name__})", "name a PEM file")
    said = f"a certificate that ends on {on_day(ends.astimezone(UTC).date())}"
    return Finding("credential", said, "" if ends > at + SOON else "put a new one beside it and in the registration")


async def _token(how: TeamsSettings) -> Finding:
    token = BotToken(login(how))
    try:
        await token.current()
    except NoToken as no:
        cure = (
            "see that app id, tenant and credential are those of one registration and that the credential has not ended"
        )
        return Finding("sign-in", f"{how.login_url} gives no token ({no})", cure)
    finally:
        await token.close()
    return Finding("sign-in", f"{how.login_url} gives a token")


async def _keys(how: TeamsSettings) -> Finding:
    async with aiohttp.ClientSession(trust_env=False) as session:
        keys = SigningKeys(session, how.openid_metadata_url)
        try:
            count = await keys.count()
        finally:
            await keys.close()
    if not count:
        cure = "let this server reach that address over https, or correct PERMANENCE_OPENID_METADATA_URL"
        return Finding("signing keys", f"none came from {how.openid_metadata_url}", cure)
    return Finding("signing keys", f"{count} from {how.openid_metadata_url}")


def _page(house: House, how: TeamsSettings) -> Finding:
    """Whether people can sign in to the page; what Entra says of the registration shows when somebody does."""
    if not how.people_app_id:
        cure = "register an app for it and set PERMANENCE_SIGN_IN_APP_ID"
        return Finding("page", "a managed identity is no registration people could sign in with", cure)
    if not house.public_url.startswith("https://"):
        return Finding("page", "nobody can sign in without its https address", "set PERMANENCE_PUBLIC_URL")
    return Finding("page", f"{house.public_url}, to sign in with {how.people_app_id}")


async def _nobody(turn: Turn) -> Reply:
    raise AssertionError("no route is served")
