"""`sittings`: when the panels of a policy sit between two days, as the timeline contract has them."""

from __future__ import annotations

import argparse
import json

from cli.words import Trouble, day, say
from permanence.policy_tools.contract import sittings_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policy", required=True, help="the name of a policy, or a policy file")
    parser.add_argument("--from", required=True, type=day, dest="start", help="the first day")
    parser.add_argument("--to", required=True, type=day, dest="end", help="the last day")
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else, which is always so")


def run(args: argparse.Namespace) -> None:
    if args.end < args.start:
        raise Trouble(f"--to {args.end} is before --from {args.start}; give the earlier day first.")
    say(json.dumps(sittings_json(args.policy, args.start, args.end), ensure_ascii=False, indent=2))
