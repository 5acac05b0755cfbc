"""`attendance`: who chairs, who is invited and which seats one child calls for, at the meetings of a policy."""

from __future__ import annotations

import argparse
import json

from cli.words import day, say
from permanence.policy_tools.seats_of_child import attendance_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policy", required=True, help="the name of a policy, or a policy file")
    parser.add_argument("--journey", required=True, help="a journey in JSON")
    parser.add_argument("--as-of", required=True, type=day, help="the day of the meeting")
    parser.add_argument("--panel", help="the name of a panel: its seats alone")
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else, which is always so")


def run(args: argparse.Namespace) -> None:
    found = attendance_json(args.policy, args.journey, args.as_of, args.panel)
    say(json.dumps(found, ensure_ascii=False, indent=2))
