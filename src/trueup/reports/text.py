"""Text that is safe to show: no control character of a hostile name reaches a terminal. Knows no report."""

from __future__ import annotations

_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def safe(text: str) -> str:
    """The text with everything that is not a visible character or a plain blank written as an escape.

    >>> safe("a" + chr(27) + "[31m")
    'a\\\\x1b[31m'
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def value(found: object) -> str:
    """A field's value on one line, as a reader would write it."""
    match found:
        case None:
            return "none"
        case bool():
            return "yes" if found else "no"
        case str():
            return safe(found) if found else "''"
        case tuple() | list():
            return "(" + ", ".join(map(value, found)) + ")" if found else "none"
        case dict():
            return ", ".join(f"{k} {value(v)}" for k, v in found.items())
        case _:
            return safe(str(found))


def plural(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 difference``, ``2 differences``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
