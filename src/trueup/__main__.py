"""The program: ``trueup`` and ``python -m trueup``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, unless a few arguments can be answered, or a question sent, before it is loaded."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["check"]:
        from trueup.check import again

        code = again(arguments)
        if code is not None:
            sys.exit(code)
    elif arguments[:1] in (["diff"], ["plan"]):
        from trueup.postgres import early

        early.start(arguments)
    from trueup.cli import main as command

    command()


if __name__ == "__main__":
    main()
