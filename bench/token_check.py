"""One token check by the product and by the SDK, in one process, round by round: prints CPU seconds as JSON."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConstants as Url,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)

from bot.teams.keys import SigningKeys
from bot.teams.verifier import Verifier
from tests.loopback import TeamsWorld

CHECKS = 300


async def cost(check: Callable[[str], Awaitable[Any]], tokens: list[str]) -> float:
    before = time.process_time()
    for token in tokens:
        await check(token)
    return (time.process_time() - before) / len(tokens) * 1e6


async def main(rounds: int) -> None:
    async with TeamsWorld() as world, aiohttp.ClientSession() as session:
        settings = world.settings()
        activity = Activity(type="invoke", channel_id="msteams", service_url=world.connector.service_url)
        stock = BotFrameworkAuthenticationFactory.create(
            to_channel_from_bot_login_url=Url.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX,
            to_channel_from_bot_oauth_scope=Url.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE,
            to_bot_from_channel_token_issuer=Url.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER,
            to_bot_from_channel_open_id_metadata_url=settings.openid_metadata_url,
            to_bot_from_emulator_open_id_metadata_url=settings.openid_metadata_url,
            oauth_url=Url.OAUTH_URL,
            credential_factory=PasswordServiceClientCredentialFactory(settings.app_id, "unused"),
        )
        keys = SigningKeys(session, settings.openid_metadata_url)
        remembering, fresh = Verifier(settings, keys), Verifier(settings, keys, remembered=0)

        async def sdk(token: str) -> Any:
            return await stock.authenticate_request(activity, token)

        def tokens() -> list[str]:
            issued = (world.keys.token(settings.app_id, activity.service_url, jti=str(n)) for n in range(CHECKS))
            return [f"Bearer {token}" for token in issued]

        # The SDK fetches its keys with a blocking call, so it must not do that on the key server's own loop.
        await asyncio.to_thread(lambda: asyncio.run(sdk(tokens()[0])))
        for check in (sdk, fresh.service_url, remembering.service_url):
            await cost(check, tokens())
        found = []
        for _ in range(rounds):
            new = tokens()
            found.append(
                {
                    "product_new_us": await cost(fresh.service_url, new),
                    "sdk_us": await cost(sdk, new),
                    "product_same_us": await cost(remembering.service_url, new[:1] * CHECKS),
                }
            )
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
