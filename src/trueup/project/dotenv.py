"""A ``.env`` file -> its variables, as the common loaders read it: quotes, ``export``, comments, ``${VAR}``."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINE = re.compile(
    r"""^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*"""
    r"""(?:'([^']*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\r\n]*?))[ \t]*(?:[ \t]\#[^\r\n]*)?\r?$""",
    re.M | re.S,
)
_NAME = re.compile(r"\\\$|\$\{([A-Za-z_]\w*)(?::?-([^}]*))?\}|\$([A-Za-z_]\w*)")
_ESCAPE = {"n": "\n", "r": "\r", "t": "\t"}


def parse(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """The variables of a file; ``known`` are those a value may mention besides the file's own.

    >>> parse("export HOST='db'\\nURL=postgres://$HOST/app # local", {})["URL"]
    'postgres://db/app'
    """
    found: dict[str, str] = {}
    for match in _LINE.finditer(text.removeprefix("\ufeff")):
        name, single, double, ticks, bare = match.groups()
        if single is not None or ticks is not None:
            found[name] = single if single is not None else ticks
        elif double is not None:
            found[name] = _expanded(re.sub(r"\\([nrt\"\\])", lambda m: _ESCAPE.get(m[1], m[1]), double), found, known)
        else:
            found[name] = "" if bare.startswith("#") else _expanded(bare, found, known)
    return found


def _expanded(value: str, found: Mapping[str, str], known: Mapping[str, str]) -> str:
    def one(match: re.Match[str]) -> str:
        name = match[1] or match[3]
        if name is None:
            return "$"
        text = known.get(name) or found.get(name)
        if text is None and match[1] is None:
            return match[0]  # a dollar sign in a password is no variable
        return text if text is not None else match[2] or ""

    return _NAME.sub(one, value)
