"""`policy check FILE`: whether a policy file is right, or everything that is wrong with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.words import Trouble, say
from permanence.policy_tools.check_policy import check_policy


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--strict", action="store_true", help="a warning counts as something wrong")


def run(args: argparse.Namespace) -> None:
    found = check_policy(args.file)
    if not found.valid or (args.strict and found.warned):
        raise Trouble(found.report)
    say(found.report.rstrip())
