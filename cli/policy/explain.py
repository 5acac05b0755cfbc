"""`policy explain`: a policy in plain English, clause by clause."""

from __future__ import annotations

import argparse

from cli.words import say
from permanence.policy import load
from permanence.policy_tools.explain_policy import explain_policy
from settings import read_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("policy", nargs="?", help="a name or a file; the one in force when not given")


def run(args: argparse.Namespace) -> None:
    say(explain_policy(load(args.policy or read_settings().policy)).rstrip())
