"""The program: ``trueup`` and ``python -m trueup``."""

from __future__ import annotations

import sys

from trueup.postgres import early


def main() -> None:
    """Run the command line."""
    early.start(sys.argv[1:])
    from trueup.cli import main as command

    command()


if __name__ == "__main__":
    main()
