"""Syntax tree -> models and enums: names looked up, attributes understood. Contradictions are for ``validate``."""

from __future__ import annotations

from trueup.formats.prisma.attributes import enum_attributes, model_attributes, relation_attributes, scalar_attributes
from trueup.formats.prisma.config import config_of
from trueup.formats.prisma.problems import Problems
from trueup.formats.prisma.schema import Config, Enum, EnumValue, Model, PrismaSchema, Relation, Scalar
from trueup.formats.prisma.tree import Block, Field
from trueup.formats.prisma.types import SCALARS

RESERVED = frozenset(("PrismaClient", "async", "await", "break", "case", "catch", "class", "const", "continue",
    "debugger", "default", "delete", "do", "else", "enum", "export", "extends", "false", "finally", "for", "function",
    "if", "implements", "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private",
    "protected", "public", "return", "super", "switch", "this", "throw", "true", "try", "typeof", "using", "var",
    "void", "while", "with", "yield"))  # fmt: skip
"""Names a model or enum cannot have, because its client could not be written in JavaScript."""


def resolve(blocks: tuple[Block, ...], problems: Problems) -> PrismaSchema:
    """The schema that blocks make; mistakes are settled after each step, as later ones would only follow from them."""
    config = config_of(blocks, problems)
    _names(blocks, problems)
    problems.settle()
    enums = {block.name: _enum(block, problems) for block in blocks if block.kind == "enum"}
    models = {block.name: _model(block) for block in blocks if block.kind in ("model", "view")}
    for block in blocks:
        if block.kind == "type":
            problems.add(block.at, f"type {block.name}: PostgreSQL has no composite types in Prisma", "Use Json.")
    for model in models.values():
        for line in model.block.fields:
            _field(line, model, models, enums, problems)
    problems.settle()
    found = PrismaSchema(config, models, enums)
    _attributes(found, config, problems)
    problems.settle()
    return found


def _names(blocks: tuple[Block, ...], problems: Problems) -> None:
    seen: dict[tuple[bool, str], Block] = {}
    for block in blocks:
        config = block.kind in ("datasource", "generator")
        first = seen.setdefault((config, block.kind + block.name if config else block.name), block)
        if first is not block:
            told = f"{block.kind} `{block.name}` is declared already, as a {first.kind}"
            where = problems.sources.origin(first.at)
            problems.add(block.named_at, told, f"Rename one of them; the other is at {where.file}:{where.line}.")
        if not config:
            _name(block, problems)
            _fields_once(block, problems)


def _name(block: Block, problems: Problems) -> None:
    if block.name in SCALARS:
        help = "Rename it; @@map keeps its name in the database."
        problems.add(block.named_at, f"`{block.name}` is the name of a scalar type", help)
    elif block.name in RESERVED and block.kind != "type":
        help = "Rename it; @@map keeps its name in the database."
        problems.add(block.named_at, f"a {block.kind} cannot be called `{block.name}`", help)
    elif "-" in block.name or "." in block.name:
        problems.add(block.named_at, f"`-` and `.` cannot be in the name of a {block.kind}: `{block.name}`", "Use `_`.")


def _fields_once(block: Block, problems: Problems) -> None:
    seen = set()
    what = "value" if block.kind == "enum" else "field"
    for line in block.fields:
        if line.name in seen:
            told = f"{what} `{line.name}` is declared twice in {block.kind} `{block.name}`"
            problems.add(line.at, told, "Remove or rename one of them.")
        if "-" in line.name or "." in line.name:
            problems.add(line.at, f"`-` and `.` cannot be in the name of a {what}: `{line.name}`", "Use @map for that.")
        seen.add(line.name)


def _enum(block: Block, problems: Problems) -> Enum:
    enum = Enum(block, block.name, block.name)
    for line in block.fields:
        if line.type is not None:
            problems.add(line.type.at, f"a value of enum `{block.name}` has no type", "Write one value on each line.")
        enum.values[line.name] = EnumValue(line.name, line.name, line.at)
    if not enum.values:
        problems.add(block.at, f"enum `{block.name}` has no values", "Give it at least one.")
    return enum


def _model(block: Block) -> Model:
    return Model(block, block.name, block.name, block.kind == "view")


def _field(line: Field, model: Model, models: dict[str, Model], enums: dict[str, Enum], problems: Problems) -> None:
    kind = line.type
    if kind is None:
        problems.add(line.at, f"field `{line.name}` of {model.word} `{model.name}` has no type", "Write `name Type`.")
    elif kind.unsupported:
        model.scalars[line.name] = Scalar(line, line.name, line.name, None, kind.arity, line.at, kind.name)
    elif kind.name in SCALARS or kind.name in enums:
        typed = enums.get(kind.name, kind.name)
        model.scalars[line.name] = Scalar(line, line.name, line.name, typed, kind.arity, line.at)
    elif kind.name in models:
        model.relations[line.name] = Relation(line, line.name, model, models[kind.name], kind.arity, line.at)
    else:
        known = {name.lower(): name for name in (*SCALARS, *models, *enums)}
        like = known.get(kind.name.lower())
        help = f"Did you mean `{like}`?" if like else "Correct the name, or declare it as a model or enum."
        problems.add(kind.at, f"type `{kind.name}` is no scalar type, model or enum", help)


def _attributes(schema: PrismaSchema, config: Config, problems: Problems) -> None:
    for enum in schema.enums.values():
        enum_attributes(enum, problems)
    for model in schema.models.values():
        for scalar in model.scalars.values():
            scalar_attributes(scalar, model, config, problems)
        model_attributes(model, problems)
    for model in schema.models.values():
        for relation in model.relations.values():
            relation_attributes(relation, problems)
