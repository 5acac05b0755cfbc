"""`timeline`: the obligations and cohorts of one journey under a policy, as the timeline contract has them."""

from __future__ import annotations

import argparse
import json

from cli.words import day, say
from permanence.policy_tools.contract import timeline_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policy", required=True, help="the name of a policy, or a policy file")
    parser.add_argument("--journey", required=True, help="a journey in JSON")
    parser.add_argument("--as-of", required=True, type=day, help="the day to judge it on")
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else, which is always so")


def run(args: argparse.Namespace) -> None:
    say(json.dumps(timeline_json(args.policy, args.journey, args.as_of), ensure_ascii=False, indent=2))
