"""Only Teams gets in: every other token is answered 401, and nothing runs."""

from __future__ import annotations

import base64
import json
import time

import aiohttp
import jwt
import pytest
from hypothesis import given, settings, strategies as st

from bot.teams.keys import SigningKeys
from bot.teams.registration import ClientSecret, TeamsSettings
from bot.teams.verifier import NotAuthentic, Verifier
from tests.loopback.cast import Person
from tests.loopback.signing import SigningKeyServer, private_key
from tests.loopback.world import APP_ID, SECRET

ANYBODY = Person.named("Anybody")


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def press(world):
    activity = world.activity("invoke", ANYBODY, world.channel)
    activity["name"] = "adaptiveCard/action"
    activity["value"] = {"action": {"type": "Action.Execute", "verb": "accept", "data": {}}, "trigger": "manual"}
    return activity


def claims(world, **changes):
    now = int(time.time())
    whole = {
        "iss": "https://api.botframework.com",
        "aud": APP_ID,
        "nbf": now - 60,
        "exp": now + 600,
        "serviceurl": world.connector.service_url,
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


HOUR = 3600
TOKENS = {
    "no exp": lambda w: w.keys.sign(claims(w, exp=None)),
    "no nbf": lambda w: w.keys.sign(claims(w, nbf=None)),
    "no iss": lambda w: w.keys.sign(claims(w, iss=None)),
    "no aud": lambda w: w.keys.sign(claims(w, aud=None)),
    "no serviceurl": lambda w: w.keys.sign(claims(w, serviceurl=None)),
    "serviceurl not a text": lambda w: w.keys.sign(claims(w, serviceurl=7)),
    "expired": lambda w: w.keys.sign(claims(w, exp=int(time.time()) - HOUR)),
    "not yet": lambda w: w.keys.sign(claims(w, nbf=int(time.time()) + HOUR)),
    "exp of 400 digits": lambda w: w.keys.sign(claims(w, exp=10**400)),
    "exp of 400 digits before": lambda w: w.keys.sign(claims(w, exp=-(10**400))),
    "exp of 400 digits in words": lambda w: w.keys.sign(claims(w, exp="9" * 400)),
    "exp without end": lambda w: w.keys.sign(claims(w, exp=float("inf"))),
    "exp no number at all": lambda w: w.keys.sign(claims(w, exp=float("nan"))),
    "exp a list": lambda w: w.keys.sign(claims(w, exp=[1])),
    "nbf of 400 digits": lambda w: w.keys.sign(claims(w, nbf=10**400)),
    "nbf without end": lambda w: w.keys.sign(claims(w, nbf=float("inf"))),
    "iat without end": lambda w: w.keys.sign(claims(w, iat=float("inf"))),
    "aud an object": lambda w: w.keys.sign(claims(w, aud={"x": 1})),
    "exp not a number": lambda w: w.keys.sign(claims(w, exp="never")),
    "other issuer": lambda w: w.keys.sign(claims(w, iss="https://sts.windows.net/x/")),
    "emulator issuer": lambda w: w.keys.sign(claims(w, iss="https://login.microsoftonline.com/botframework.com/v2.0")),
    "other audience": lambda w: w.keys.sign(claims(w, aud="another-app")),
    "other service URL": lambda w: w.keys.sign(claims(w, serviceurl="https://smba.trafficmanager.net/uk/")),
    "key nobody published": lambda w: w.keys.sign(claims(w), number=99, kid="key-99"),
    "wrong key under a known id": lambda w: w.keys.sign(claims(w), number=99, kid="key-0"),
    "no kid": lambda w: jwt.encode(claims(w), private_key(0), "RS256"),
    "alg none": lambda w: f"{part({'alg': 'none', 'kid': 'key-0'})}.{part(claims(w))}.",
    "alg none in capitals": lambda w: f"{part({'alg': 'NONE', 'kid': 'key-0'})}.{part(claims(w))}.",
    "HS256 with the secret": lambda w: jwt.encode(claims(w), SECRET * 2, "HS256", headers={"kid": "key-0"}),
    "RS512": lambda w: jwt.encode(claims(w), private_key(0), "RS512", headers={"kid": "key-0"}),
    "PS256": lambda w: jwt.encode(claims(w), private_key(0), "PS256", headers={"kid": "key-0"}),
    "claims swapped under a good signature": lambda w: ".".join(
        [
            (good := w.keys.sign(claims(w))).split(".")[0],
            part(claims(w, exp=int(time.time()) + 9 * HOUR)),
            good.split(".")[2],
        ]
    ),
    "kid a list": lambda w: f"{part({'alg': 'RS256', 'kid': ['key-0']})}.{part(claims(w))}.AAAA",
    "header a list": lambda w: f"{part([])}.{part(claims(w))}.AAAA",
    "claims a list": lambda w: f"{part({'alg': 'RS256', 'kid': 'key-0'})}.{part([])}.AAAA",
    "garbage": lambda w: "garbage",
    "dots": lambda w: "..",
    "not base64": lambda w: "@@.@@.@@",
}


@pytest.mark.parametrize("kind", TOKENS)
async def test_a_token_with_a_flaw_is_answered_401_and_nothing_runs(stage, kind):
    headers = {"Authorization": f"Bearer {TOKENS[kind](stage.world)}"}
    status, body = await stage.world.deliver(press(stage.world), headers)
    assert status == 401
    assert set(body) == {"error"}
    assert stage.bot.turns == []


@pytest.mark.parametrize("header", [{}, {"Authorization": ""}, {"Authorization": "Basic eDp5"}, {"Authorization": "x"}])
async def test_no_bearer_token_is_answered_401(stage, header):
    assert (await stage.world.deliver(press(stage.world), header))[0] == 401
    assert stage.bot.turns == []


async def test_a_proper_token_gets_in(stage):
    headers = {"Authorization": f"Bearer {stage.world.keys.sign(claims(stage.world))}"}
    assert (await stage.world.deliver(press(stage.world), headers))[0] == 200
    assert len(stage.bot.turns) == 1


async def test_a_token_just_expired_is_still_taken_because_clocks_differ(stage):
    token = stage.world.keys.sign(claims(stage.world, exp=int(time.time()) - 120))
    assert (await stage.world.deliver(press(stage.world), {"Authorization": f"Bearer {token}"}))[0] == 200


async def test_a_key_that_does_not_speak_for_teams_is_refused(stage):
    stage.world.keys.endorsements = ["webchat"]
    assert (await stage.world.deliver(press(stage.world)))[0] == 401


async def test_the_token_is_asked_for_before_the_body_is_looked_at(stage):
    assert (await stage.world.deliver(b"{not json", {}))[0] == 401
    assert (await stage.world.deliver(b"[" * 100_000, {}))[0] == 401


async def test_any_change_to_any_byte_of_a_token_locks_it_out(stage):
    token = stage.world.keys.sign(claims(stage.world))
    signed = token.rindex(".")
    tried = 0
    for place in range(0, len(token), 7):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        if place == signed or place == len(token) - 1:  # the last character has bits that mean nothing
            continue
        status, _ = await stage.world.deliver(press(stage.world), {"Authorization": f"Bearer {changed}"})
        assert status == 401, place
        tried += 1
    assert tried > 50
    assert stage.bot.turns == []


@pytest.fixture
async def checking():
    """A verifier with a clock that is told the time, and the key server behind it."""
    server = SigningKeyServer()
    await server.start()
    now = [time.time()]
    registered = TeamsSettings(
        app_id=APP_ID,
        tenant_ids=("t",),
        credential=ClientSecret("s"),
        openid_metadata_url=server.metadata_url,
        allow_loopback_service_urls=True,
    )
    async with aiohttp.ClientSession() as session:
        keys = SigningKeys(session, server.metadata_url)
        yield Verifier(registered, keys, clock=lambda: now[0], remembered=3), server, now
        await keys.close()
    await server.stop()


async def test_a_good_token_is_remembered_only_until_it_expires(checking):
    verifier, server, now = checking
    header = "Bearer " + server.token(APP_ID, "u", exp=int(now[0]) + 600)
    assert await verifier.service_url(header) == "u"
    now[0] += 890
    assert await verifier.service_url(header) == "u"
    now[0] += 15
    with pytest.raises(NotAuthentic):
        await verifier.service_url(header)


async def test_a_good_token_is_not_good_any_more_once_its_key_is_withdrawn(checking):
    verifier, server, _ = checking
    old = "Bearer " + server.token(APP_ID, "u")
    assert await verifier.service_url(old) == "u"
    server.rotate()
    assert await verifier.service_url("Bearer " + server.token(APP_ID, "u")) == "u"
    with pytest.raises(NotAuthentic):
        await verifier.service_url(old)


async def test_only_good_tokens_are_remembered_and_only_so_many(checking):
    verifier, server, _ = checking
    for number in range(5):
        await verifier.service_url("Bearer " + server.token(APP_ID, "u", jti=str(number)))
        with pytest.raises(NotAuthentic):
            await verifier.service_url("Bearer " + server.token("another app", "u", jti=str(number)))
    assert len(verifier._good) == 3


@settings(max_examples=60)
@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=255, exclude_categories=("Cc",)), min_size=1, max_size=60)
    | st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=3).map(
        lambda header: f"{part(header)}.{part({})}.AAAA"
    )
)
async def test_no_invented_token_is_an_error_of_ours(stage, token):
    status, _ = await stage.world.deliver(press(stage.world), {"Authorization": f"Bearer {token}"})
    assert status in (400, 401)  # 400: not even a header
    assert stage.bot.turns == []
