"""Text -> syntax tree of a Prisma schema, by the grammar beside this file; what a name means is for ``resolve``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from trueup.errors import SourceError
from trueup.formats.prisma.tree import (
    Argument,
    Attribute,
    Block,
    Call,
    Field,
    Items,
    Mapping,
    Number,
    Property,
    Sources,
    Text,
    Type,
    Word,
)

if TYPE_CHECKING:
    from lark import Lark, Token

KEYWORDS = ("model", "enum", "view", "type", "datasource", "generator")
LARGEST = 16 * 1024 * 1024
"""A longer file is not a schema that somebody wrote."""
_HEADER = re.compile(rf"[ \t]*({'|'.join(KEYWORDS)})[ \t]+([\w-]+)[ \t]*\{{")
_ESCAPE = re.compile(r"\\(?!u[0-9a-fA-F]{4}|[\"\\/bfnrt])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(files: Iterable[tuple[str, str]], sources: Sources) -> tuple[Block, ...]:
    """The blocks of all files of one schema, given as (name, text). Raises SourceError at what is no Prisma."""
    blocks: list[Block] = []
    for name, raw in files:
        text = raw.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > LARGEST:
            raise SourceError(
                f"the file has {len(text) // 1048576} MB", where=name, help="A Prisma schema is far smaller."
            )
        blocks += _Reader(name, text, sources.add(name, text)).blocks()
    return tuple(blocks)


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=False)


class _Reader:
    """Reads one file; its methods are called with the parts of each rule of the grammar."""

    def __init__(self, file: str, text: str, start: int) -> None:
        self.file, self.source, self.base = file, text, start

    def blocks(self) -> tuple[Block, ...]:
        from lark import UnexpectedInput

        try:
            found: list[Block] = self._made(_parser().parse(self.source + "\n"))
        except UnexpectedInput as error:
            token = getattr(error, "token", None)
            at = token.start_pos if token is not None else error.pos_in_stream
            self._refuse(min(at if at is not None else len(self.source), len(self.source)))
        except RecursionError:
            raise SourceError(
                "lists nested too deeply to be a schema", where=self.file, help="Is this a Prisma schema?"
            ) from None
        for block in found:
            self._check(block)
        return tuple(found)

    # -------------------------------------------------------------- tree

    def _made(self, tree: Any) -> Any:
        """A rule's parts made, then the rule by the method of its name; tokens stay as they are."""
        parts = [part if isinstance(part, str) else self._made(part) for part in tree.children]
        return getattr(self, tree.data)(parts)

    def start(self, parts: list[Any]) -> list[Block]:
        return [part for part in parts if isinstance(part, Block)]

    def block(self, parts: list[Any]) -> Block:
        lines = tuple(part for part in parts[2:] if not isinstance(part, str))
        return Block(str(parts[0]), str(parts[1]), lines, self._at(parts[0]), self._at(parts[1]))

    def field(self, parts: list[Any]) -> Field:
        typed = parts[1] if len(parts) > 1 and isinstance(parts[1], Type) else None
        return Field(str(parts[0]), typed, tuple(parts[1 if typed is None else 2 :]), self._at(parts[0]))

    def property(self, parts: list[Any]) -> Property:
        return Property(str(parts[0]), parts[1], self._at(parts[0]))

    def block_attribute(self, parts: list[Any]) -> Attribute:
        return self.attribute(parts)

    def attribute(self, parts: list[Any]) -> Attribute:
        return Attribute(parts[0].lstrip("@ \t"), parts[1] if len(parts) > 1 else (), self._at(parts[0]))

    def type(self, parts: list[Any]) -> Type:
        return Type(str(parts[0]), str(parts[1]) if len(parts) > 1 else "", False, self._at(parts[0]))

    def unsupported(self, parts: list[Any]) -> Type:
        if parts[0] != "Unsupported":
            self._fail(
                parts[0].start_pos,
                f"`{parts[0]}` is not a type that takes arguments",
                'Only Unsupported("…") does; a length belongs to a native type: String @db.VarChar(20).',
            )
        return Type(self._undone(parts[1]), str(parts[2]) if len(parts) > 2 else "", True, self._at(parts[0]))

    def arguments(self, parts: list[Any]) -> tuple[Argument, ...]:
        return tuple(parts)

    def named(self, parts: list[Any]) -> Argument:
        return Argument(str(parts[0]), parts[1], self._at(parts[0]))

    def unnamed(self, parts: list[Any]) -> Argument:
        return Argument(None, parts[0], parts[0].at)

    def text(self, parts: list[Any]) -> Text:
        return Text(self._undone(parts[0]), self._at(parts[0]))

    def number(self, parts: list[Any]) -> Number:
        return Number(str(parts[0]), self._at(parts[0]))

    def word(self, parts: list[Any]) -> Word:
        return Word(str(parts[0]), self._at(parts[0]))

    def call(self, parts: list[Any]) -> Call:
        return Call(str(parts[0]), parts[1], self._at(parts[0]))

    def items(self, parts: list[Any]) -> Items:
        return Items(tuple(parts[1:]), self._at(parts[0]))

    def mapping(self, parts: list[Any]) -> Mapping:
        return Mapping(tuple(parts[1:]), self._at(parts[0]))

    def pair(self, parts: list[Any]) -> tuple[Word, Any]:
        return Word(str(parts[0]), self._at(parts[0])), parts[1]

    def _at(self, token: Token) -> int:
        return self.base + (token.start_pos or 0)

    def _undone(self, token: Token) -> str:
        """A string without its quotes and escapes, which are those of JSON."""
        if "\\" not in token:
            return str(token[1:-1])
        wrong = _ESCAPE.search(re.sub(r"\\\\", "  ", token))
        if wrong is not None:
            at = (token.start_pos or 0) + wrong.start()
            self._fail(
                at, f"unknown escape sequence `{token[wrong.start() : wrong.start() + 2]}`", "Write \\\\ for \\."
            )
        found: str = json.loads(str(token).replace("\t", "\\t"), strict=False)
        return _SURROGATE.sub("\ufffd", found)

    # -------------------------------------------------------------- what is wrong

    def _check(self, block: Block) -> None:
        at = block.at - self.base
        if block.kind not in KEYWORDS:
            self._fail(
                at, f"`{block.kind}` is not a keyword of a Prisma schema", f"A block is one of {', '.join(KEYWORDS)}."
            )
        config = block.kind in ("datasource", "generator")
        for line in block.lines:
            if isinstance(line, Property) != config:
                what = "a property, `name = value`" if config else "a field or attribute"
                self._fail(line.at - self.base, f"this line of {block.kind} `{block.name}` is not {what}", _MEANT)

    def _fail(self, at: int, message: str, help: str) -> NoReturn:
        sources = Sources()
        sources.add(self.file, self.source)
        place = sources.origin(at)
        raise SourceError(message, where=f"{place.file}:{place.line}:{place.column}", help=help)

    def _refuse(self, at: int) -> NoReturn:
        """Say what is wrong where the grammar found no way to go on."""
        before = self.source[:at]
        header = self._open_block(before)
        line_at = before.rfind("\n") + 1
        line = self.source[line_at:].split("\n", 1)[0]
        rest = self.source[at:].lstrip(" \t")
        if header is not None:
            opened = f"{header[1]} `{header[2]}`"
            if not rest.strip():
                self._fail(header.start(1), f"{opened} is not closed", "End it with a line `}`.")
            inner = _HEADER.match(line)
            if inner is not None and inner.start(1) + line_at != header.start(1):
                help = "End it with a line `}` before this one."
                self._fail(
                    line_at + inner.start(1), f"{opened} is not closed where {inner[1]} `{inner[2]}` begins", help
                )
        for pattern, message, help in _WRONG:
            found = pattern.match(line, 0)
            if found is not None:
                self._fail(line_at + found.start(1), message, help)
        if rest.startswith('"'):
            self._fail(
                at, "the string is not closed on its line", 'End it with `"`; a line break in it is written \\n.'
            )
        word = rest.split("\n", 1)[0].split()
        told = f"`{word[0][:40]}` is not expected here" if word else "the line is not complete"
        if not word and line.count("(") > line.count(")"):
            self._fail(at, "the line ends inside parentheses", "An attribute must be on one line as a whole.")
        if not word and line.count("[") > line.count("]"):
            self._fail(at, "the line ends inside brackets", "A list must be on one line as a whole.")
        if header is None:
            self._fail(at, told, f"Outside of a block only these begin one: {', '.join(KEYWORDS)}; `{{` ends its line.")
        self._fail(at, f"{told}, in {header[1]} `{header[2]}`", _MEANT)

    def _open_block(self, before: str) -> re.Match[str] | None:
        """The block that is open at the end of a text."""
        header, at = None, 0
        for line in before.split("\n"):
            if header is None:
                header = _HEADER.match(before, at)
            elif line.strip().startswith("}"):
                header = None
            at += len(line) + 1
        return header


_MEANT = "A line is `name Type @attribute(…)` or `@@attribute(…)`, in a datasource or generator `name = value`."
_WRONG = tuple(
    (re.compile(pattern), message, help)
    for pattern, message, help in (
        (r"\s*\w+\s+[\w.]+(\[\]\?|\?\[\])", "a list cannot be optional", "Write `Type[]` or `Type?`."),
        (r"\s*\w+\s*(:)\s*\w+", "a field is declared without a colon", "Write `name Type`."),
        (r"\s*\w+\s+(\[\s*\w+\s*\])", "a list is not declared like this", "Write `Type[]`."),
        (r"\s*\w+\s+\w+(!)", "`!` is not needed: a field is required unless it has a `?`", "Leave the `!` out."),
        (r"\s*(type)\s+\w+\s*=", "type aliases are no longer part of Prisma", "Write the type at each field."),
        (r".*?(,)\s*[)\]]", "a comma before the closing parenthesis or bracket", "Take the last comma out."),
    )
)
