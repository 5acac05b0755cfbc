"""`policy schema`: the JSON Schema of a policy file, for editors."""

from __future__ import annotations

import argparse

from cli.words import say
from permanence.policy_tools.schema import policy_schema


def arguments(parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(args: argparse.Namespace) -> None:
    say(policy_schema().rstrip())
