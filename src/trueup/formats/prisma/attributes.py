"""The attributes of fields, models and enums, each understood by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from trueup.formats.prisma.arguments import Arguments, names
from trueup.formats.prisma.defaults import check_default
from trueup.formats.prisma.opclasses import CLASSES, METHODS
from trueup.formats.prisma.problems import Problems
from trueup.formats.prisma.schema import Config, Enum, Index, Keyed, Model, Relation, Scalar
from trueup.formats.prisma.tree import Argument, Attribute, Call, Mapping, Text, Value, Word, shown
from trueup.formats.prisma.types import BY_NAME
from trueup.postgres.objects import Action

ACTIONS: dict[str, Action] = {
    "Cascade": "cascade",
    "Restrict": "restrict",
    "NoAction": "no action",
    "SetNull": "set null",
    "SetDefault": "set default",
}
"""Referential actions."""
_CLIENT_NAME = re.compile(r"[A-Za-z0-9_]+\Z")
ON_FIELDS = ("id", "unique", "default", "map", "relation", "updatedAt", "ignore")
ON_MODELS = ("id", "unique", "index", "fulltext", "map", "schema", "ignore")
_REPEATED = ("unique", "index", "fulltext")


def _each(attributes: Iterable[Attribute], known: tuple[str, ...], ats: str, problems: Problems) -> list[Attribute]:
    """The attributes that are known; others, and those given twice, are mistakes."""
    kept, seen = [], Counter[str]()
    for one in attributes:
        seen[one.name] += 1
        repeated = ats == "@@" and one.name in _REPEATED
        if not one.scoped and one.name not in known:
            help = f"Here can be {', '.join(ats + name for name in known)}" + (", @db.…." if ats == "@" else ".")
            problems.add(one.at, f"attribute not known: {ats}{one.name}", help)
        elif seen[one.name] > 1 and not repeated:
            problems.add(one.at, f"{ats}{one.name} is given twice", "Keep one of them.")
        else:
            kept.append(one)
    return kept


# ------------------------------------------------------------------ fields


def scalar_attributes(scalar: Scalar, model: Model, config: Config, problems: Problems) -> None:
    """Everything said of a column."""
    for attribute in _each(scalar.source.attributes, ON_FIELDS, "@", problems):
        if attribute.scoped:
            _native(scalar, attribute, config, problems)
            continue
        arguments = Arguments(f"@{attribute.name}", attribute, problems)
        if attribute.name == "map":
            scalar.column = _mapped(arguments) or scalar.column
        elif attribute.name == "ignore":
            scalar.ignored = True
            if scalar.type is None:
                arguments.refuse("an Unsupported field is ignored anyway", "Take @ignore out.")
        elif attribute.name == "relation":
            arguments.refuse(f"field `{scalar.name}` is a column, not a relation", "Give it the type of a model.")
            continue
        elif attribute.name == "id":
            _field_id(scalar, model, arguments)
        elif attribute.name == "unique":
            index = Index("@unique", [Keyed(scalar, _sort(arguments), length=arguments.take("length") is not None)],
                arguments.at, unique=True, map_at=arguments.place("map"), name=arguments.text("map"))  # fmt: skip
            _no_clustering(arguments)
            index.where = _where(arguments)
            model.indexes.append(index)
        elif attribute.name == "updatedAt":
            if scalar.type != "DateTime" or scalar.is_list:
                arguments.refuse("only a single DateTime can be kept up to date", "Change the field's type.")
        elif attribute.name == "default":
            check_default(scalar, arguments)
        arguments.done()


def _mapped(arguments: Arguments) -> str | None:
    value = arguments.needed("name")
    return arguments.text("name", value) if value is not None else None


def _sort(arguments: Arguments) -> bool | None:
    found = arguments.word("sort", ("Asc", "Desc"))
    return None if found is None else found == "Desc"


def _no_clustering(arguments: Arguments) -> None:
    if arguments.take("clustered") is not None:
        arguments.refuse("PostgreSQL has no clustered indexes", "Take `clustered` out.")


def _field_id(scalar: Scalar, model: Model, arguments: Arguments) -> None:
    if model.id is not None:
        arguments.refuse(f"{model.word} `{model.name}` has an id already", "Use @@id([…]) for a key of several fields.")
    keyed = Keyed(scalar, _sort(arguments), length=arguments.take("length") is not None)
    model.id = Index(
        "@id", [keyed], arguments.at, unique=True, map_at=arguments.place("map"), name=arguments.text("map")
    )
    _no_clustering(arguments)


def _native(scalar: Scalar, attribute: Attribute, config: Config, problems: Problems) -> None:
    scope, _, name = attribute.name.partition(".")
    what = f"@{attribute.name}"
    if scope != config.name:
        help = f"Native types begin with the name of the datasource: @{config.name}.{name}."
        problems.add(attribute.at, f"{what}: there is no datasource `{scope}`", help)
        return
    native = BY_NAME.get(name)
    if native is None:
        like = next((one for one in BY_NAME if one.lower() == name.lower()), None)
        help = f"Did you mean @{scope}.{like}?" if like else f"There are {', '.join(sorted(BY_NAME))}."
        problems.add(attribute.at, f"{what}: PostgreSQL has no native type `{name}` in Prisma", help)
        return
    if scalar.type != native.scalar:
        told = f"{what} does not go with the type of field `{scalar.name}`"
        problems.add(attribute.at, told, f"It is for {native.scalar}.")
        return
    arguments = tuple(shown(one.value) for one in attribute.arguments)
    wrong = _wrong_arguments(arguments, native.most, native.low, native.high)
    if wrong is not None:
        problems.add(attribute.at, f"{what}: {wrong[0]}", wrong[1])
        return
    scalar.native = (name, tuple(str(int(one)) for one in arguments))


def _wrong_arguments(arguments: tuple[str, ...], most: int, low: int, high: int) -> tuple[str, str] | None:
    """What is wrong with a native type's arguments, and what is right."""
    count = "no argument" if not most else "one argument or none" if most == 1 else "two arguments or none"
    if len(arguments) not in (0, most):
        return f"it takes {count}, not {len(arguments)}", "Correct the arguments."
    if not all(one.isdigit() for one in arguments):
        return f"its arguments are whole numbers, not {', '.join(arguments)}", "Correct the arguments."
    numbers = [int(one) for one in arguments]
    if len(numbers) == 1 and not low <= numbers[0] <= high:
        return f"{numbers[0]} is out of range", f"It can be from {low} to {high}."
    if len(numbers) == 2 and not 1 <= numbers[0] <= 1000:
        return f"the precision {numbers[0]} is out of range", "It can be from 1 to 1000."
    if len(numbers) == 2 and numbers[1] > numbers[0]:
        return (
            "the scale is larger than the precision",
            "Decimal(precision, scale): 10, 2 has 8 digits before the point.",
        )
    return None


# ------------------------------------------------------------------ relations


def relation_attributes(relation: Relation, problems: Problems) -> None:
    """Everything said of a relation field."""
    for attribute in _each(relation.source.attributes, ON_FIELDS, "@", problems):
        arguments = Arguments(f"@{attribute.name}", attribute, problems)
        if attribute.name == "relation":
            _relation(relation, arguments)
            arguments.done()
        elif attribute.name == "ignore":
            relation.ignored = True
            arguments.done()
        else:
            arguments.refuse(f"field `{relation.name}` is a relation, not a column", _instead(relation, attribute.name))


def _instead(relation: Relation, name: str) -> str:
    if name == "map":
        return "Put @map on the fields the relation is made of; a foreign key is named by @relation(map: …)."
    return f"Put @{name} on the fields the relation is made of."


def _relation(relation: Relation, arguments: Arguments) -> None:
    relation.attribute_at = arguments.at
    name = arguments.first("name")
    if name is not None:
        relation.relation = arguments.text("name", name)
    relation.fields = _members("fields", relation.model, arguments)
    relation.references = _members("references", relation.to, arguments)
    for side in ("onDelete", "onUpdate"):
        at = arguments.place(side)
        word = arguments.word(side, ACTIONS)
        if word is not None and at is not None:
            if side == "onDelete":
                relation.on_delete = word, at
            else:
                relation.on_update = word, at
    relation.map_at = arguments.place("map")
    relation.map = arguments.text("map")


def _members(argument: str, model: Model, arguments: Arguments) -> list[Scalar] | None:
    value = arguments.take(argument)
    if value is None:
        return None
    found: list[Scalar] = []
    for one in names(value, arguments) or ():
        scalar = _scalar(one, model, arguments)
        if scalar is not None and scalar in found:
            arguments.refuse(f"`{one.value}` is named twice in {argument}", "Keep one of them.", one.at)
        elif scalar is not None:
            found.append(scalar)
    return found


def _scalar(named: Word | Call, model: Model, arguments: Arguments) -> Scalar | None:
    """The column a name stands for; None after a mistake."""
    if named.value in model.scalars:
        return model.scalars[named.value]
    if named.value in model.relations:
        made_of = _made_of(model, named.value)
        help = f"Name {made_of} instead." if made_of else "Name the columns it is made of."
        arguments.refuse(f"`{named.value}` of {model.word} `{model.name}` is a relation, not a column", help, named.at)
    else:
        help = "Correct the name: it is that of the field, not of the column."
        arguments.refuse(f"there is no field `{named.value}` in {model.word} `{model.name}`", help, named.at)
    return None


def _made_of(model: Model, name: str) -> str:
    for attribute in model.relations[name].source.attributes:
        for argument in attribute.arguments:
            if attribute.name == "relation" and argument.name == "fields":
                return shown(argument.value).strip("[]")
    return ""


# ------------------------------------------------------------------ models and enums


def model_attributes(model: Model, problems: Problems) -> None:
    """Everything said of a model as a whole."""
    for attribute in _each(model.block.attributes, ON_MODELS, "@@", problems):
        arguments = Arguments(f"@@{attribute.name}", attribute, problems)
        if attribute.name == "ignore":
            model.ignored = True
            for scalar in model.scalars.values():
                if scalar.ignored:
                    problems.add(scalar.at, "a field of an ignored model needs no @ignore", "Take @ignore out.")
        elif attribute.name == "map":
            model.table = _mapped(arguments) or model.table
            model.map_at = arguments.at
        elif attribute.name == "schema":
            model.schema = _schema(arguments)
        elif attribute.name == "id":
            _model_id(model, arguments)
        else:
            _index(model, arguments, attribute.name)
        arguments.done()
    if model.id is not None and model.id.what == "@id" and not model.ignored and not model.id.fields[0].field.required:
        problems.add(model.id.at, f"the id of {model.word} `{model.name}` must be required", "Take `?` or `[]` away.")


def _schema(arguments: Arguments) -> tuple[str, int] | None:
    value = arguments.needed("map")
    name = arguments.text("map", value) if value is not None else None
    return (name, arguments.at) if name is not None else None


def _model_id(model: Model, arguments: Arguments) -> None:
    if model.id is not None:
        arguments.refuse(f"{model.word} `{model.name}` has an id already", "Keep @id or @@id.")
    fields = _keyed(model, arguments)
    optional = [one.field.name for one in fields if not one.field.required]
    if optional and not model.ignored:
        arguments.refuse(f"fields of an id must be required: {', '.join(optional)}", "Take `?` or `[]` away.")
    client = _client_name(arguments)
    model.id = Index("@@id", fields, arguments.at, unique=True, client_name=client,
        map_at=arguments.place("map"), name=arguments.text("map"))  # fmt: skip
    _no_clustering(arguments)


def _client_name(arguments: Arguments) -> str | None:
    name = arguments.text("name")
    if name is not None and not _CLIENT_NAME.match(name):
        arguments.refuse(f"`name` is for the client: letters, digits and `_` only, not `{name}`", "Use `map` for that.")
    return name


def _index(model: Model, arguments: Arguments, kind: str) -> None:
    fields = _keyed(model, arguments)
    index = Index(f"@@{kind}", fields, arguments.at, unique=kind == "unique", map_at=arguments.place("map"))
    index.name = arguments.text("map")
    if kind == "unique":
        index.client_name = _client_name(arguments)
    elif kind == "index":
        legacy = arguments.text("name")
        if legacy is not None and index.name is not None:
            arguments.refuse("`name` and `map` mean the same here", "Keep `map`.")
        index.name = index.name or legacy
        index.method = arguments.word("type", METHODS)
    if kind != "fulltext":
        _no_clustering(arguments)
        index.where = _where(arguments)
    else:
        arguments.refuse("only MySQL and MongoDB have fulltext indexes in Prisma", "Use @@index(…, type: Gin).")
    model.indexes.append(index)


def _where(arguments: Arguments) -> Text | Mapping | None:
    value = arguments.take("where")
    if value is None or (isinstance(value, Mapping) and value.value):
        return value
    if isinstance(value, Call) and value.value == "raw" and len(value.arguments) == 1:
        text = value.arguments[0].value
        if isinstance(text, Text) and text.value.strip():
            return text
    arguments.refuse(
        "`where` must be a raw() call or an object", 'Write `where: raw("…")` or `where: { name: value }`.'
    )
    return None


def _keyed(model: Model, arguments: Arguments) -> list[Keyed]:
    value = arguments.needed("fields")
    found: list[Keyed] = []
    if value is None:
        return found
    for one in names(value, arguments) or ():
        scalar = _scalar(one, model, arguments)
        if scalar is None:
            continue
        if any(other.field is scalar for other in found):
            arguments.refuse(f"`{scalar.name}` is named twice", "Keep one of them.", one.at)
            continue
        found.append(Keyed(scalar))
        for argument in one.arguments if isinstance(one, Call) else ():
            _option(found[-1], argument, arguments)
    if not found and value is not None and not names(value, arguments):
        arguments.refuse("the list of fields is empty", "Name at least one field.")
    return found


def _option(keyed: Keyed, argument: Argument, arguments: Arguments) -> None:
    value = argument.value
    if argument.name == "sort":
        if isinstance(value, Word) and value.value in ("Asc", "Desc"):
            keyed.descending = value.value == "Desc"
        else:
            arguments.refuse(f"`sort` cannot be {shown(value)}", "It is Asc or Desc.", argument.at)
    elif argument.name == "length":
        keyed.length = True
    elif argument.name == "ops":
        _opclass(keyed, value, arguments)


def _opclass(keyed: Keyed, value: Value, arguments: Arguments) -> None:
    if isinstance(value, Word) and value.value in CLASSES:
        keyed.opclass = value.value
        return
    if isinstance(value, Call) and value.value == "raw" and len(value.arguments) == 1:
        text = value.arguments[0].value
        if isinstance(text, Text):
            keyed.opclass, keyed.raw = text.value, True
            return
    help = 'Another class than Prisma\'s own is written raw("…").'
    arguments.refuse(f"there is no operator class {shown(value)} in Prisma", help, value.at)


def enum_attributes(enum: Enum, problems: Problems) -> None:
    """Everything said of an enum and its values."""
    for line in enum.block.fields:
        for attribute in _each(line.attributes, ("map",), "@", problems):
            arguments = Arguments("@map", attribute, problems)
            enum.values[line.name].label = _mapped(arguments) or line.name
            arguments.done()
    for attribute in _each(enum.block.attributes, ("map", "schema"), "@@", problems):
        arguments = Arguments(f"@@{attribute.name}", attribute, problems)
        if attribute.name == "map":
            enum.label = _mapped(arguments) or enum.label
        else:
            enum.schema = _schema(arguments)
        arguments.done()
    labels = Counter(value.label for value in enum.values.values())
    for value in enum.values.values():
        if labels[value.label] > 1:
            problems.add(value.at, f'label "{value.label}" is there twice in enum `{enum.name}`', "Change one @map.")
