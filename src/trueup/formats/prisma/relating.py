"""What contradicts what in relations: two sides, fields and references, actions."""

from __future__ import annotations

from trueup.formats.prisma.naming import LONGEST
from trueup.formats.prisma.problems import Problems
from trueup.formats.prisma.relations import Link, is_unique
from trueup.formats.prisma.schema import Config, Model, Relation, Scalar

_EMULATED = ("Cascade", "Restrict", "SetNull", "NoAction")


def check_ambiguity(model: Model, problems: Problems) -> None:
    """Several relations between the same models need names to tell them apart."""
    groups: dict[tuple[str, str | None], list[Relation]] = {}
    for side in model.relations.values():
        groups.setdefault((side.to.name, side.relation), []).append(side)
    for (to, name), sides in groups.items():
        if len(sides) < 2 or (to == model.name and name is not None and len(sides) == 2):
            continue
        fields = ", ".join(f"`{side.name}`" for side in sides)
        named = f"have the same relation name {name!r}" if name is not None else "could all be the same relation"
        told = f"ambiguous relation: fields {fields} of {model.word} `{model.name}` to `{to}` {named}"
        problems.add(sides[0].at, told, 'Name each relation on both sides: @relation("…").')


def check_relation(link: Link, config: Config, problems: Problems) -> None:
    """Note what is missing or too much on either side of a relation."""
    forward, back = link.forward, link.back
    for side in (forward, back):
        if side is not None:
            _side(side, config, problems)
    if link.kind == "pairs":
        if forward is not None and back is not None:
            _pairs(forward, back, problems)
        return
    if forward is None or back is None:
        alone = forward or back
        if alone is None:
            return
        told = f"field `{alone.name}` of {alone.model.word} `{alone.model.name}` has no opposite in `{alone.to.name}`"
        problems.add(alone.at, told, f"Add one of type {_opposite_type(alone)} there; `prisma format` does.")
        if forward is None:
            return
    if back is not None:
        _two_sides(link.kind, forward, back, problems)
    if forward.fields is not None and forward.references is not None:
        _key(link.kind, forward, problems)


def _opposite_type(alone: Relation) -> str:
    return f"`{alone.model.name}`" if alone.is_list else f"`{alone.model.name}[]` or `{alone.model.name}?`"


def _side(side: Relation, config: Config, problems: Problems) -> None:
    if side.to.ignored and not side.ignored and not side.model.ignored:
        told = f"field `{side.name}` of {side.model.word} `{side.model.name}` is of the ignored model `{side.to.name}`"
        problems.add(side.at, told, "Mark the field with @ignore too.")
    if side.map is not None and len(side.map.encode()) > LONGEST:
        told = f"@relation: the name is longer than {LONGEST} bytes: {side.map}"
        problems.add(side.map_at or side.at, told, "PostgreSQL would cut it: shorten it.")
    for action in (side.on_delete, side.on_update):
        if config.emulated and action is not None and action[0] not in _EMULATED:
            told = f'{action[0]} cannot be with relationMode = "prisma"'
            problems.add(action[1], told, f"It is one of {', '.join(_EMULATED)}.")


def _pairs(forward: Relation, back: Relation, problems: Problems) -> None:
    for side in (forward, back):
        key = side.to.id
        if key is None or len(key.fields) != 1:
            told = f"field `{side.name}` of {side.model.word} `{side.model.name}`: `{side.to.name}` has no single @id"
            problems.add(side.at, told, "Pairs of rows need one on both sides; or write a model for the pairs.")
        needless = key is not None and side.references == [one.field for one in key.fields]
        if side.fields is not None or (side.references is not None and not needless):
            told = f"field `{side.name}` of a many-to-many relation has fields or references"
            problems.add(side.at, told, "Take them out, or make the relation one-to-many.")
        for action in (side.on_delete, side.on_update):
            if action is not None:
                told = "a many-to-many relation without a model has no referential actions"
                problems.add(action[1], told, "Take it out: its rows always go along.")


def _two_sides(kind: str, forward: Relation, back: Relation, problems: Problems) -> None:
    here = f"field `{forward.name}` of {forward.model.word} `{forward.model.name}`"
    there = f"`{back.name}` of {back.model.word} `{back.model.name}`"
    if back.fields is not None or back.references is not None:
        if forward.fields is not None or kind == "many":
            told = f"`fields` and `references` belong to {here} only, not to {there} too"
        else:
            told = f"`fields` and `references` belong to the required side, {here}, not to {there}"
        problems.add(back.at, told, "Take them out there.")
    if not forward.fields and back.fields is None:
        told = f"{here} does not say which fields it is made of, nor does {there}"
        problems.add(forward.at, told, "Add @relation(fields: […], references: […]); `prisma format` does.")
    elif not forward.references and back.references is None:
        problems.add(forward.at, f"{here} does not say which fields it refers to", "Add `references: […]`.")
    if back.on_delete is not None or back.on_update is not None:
        told = f"referential actions belong to {here}, not to {there}"
        problems.add(back.at, told, "Move them.")
    if kind == "one" and back.arity == "":
        told = f"field {there} cannot be required: no foreign key can demand it"
        problems.add(back.at, told, f"Write `{forward.model.name}?`.")


def _key(kind: str, side: Relation, problems: Problems) -> None:
    fields, references = side.fields or [], side.references or []
    if not fields or not references:
        return
    here = f"field `{side.name}` of {side.model.word} `{side.model.name}`"
    at = side.attribute_at or side.at
    if len(fields) != len(references):
        told = f"{here} has {len(fields)} in `fields` and {len(references)} in `references`"
        problems.add(at, told, "They must be as many.")
        return
    for one, other in zip(fields, references, strict=True):
        _same_type(side, one, other, problems)
    if not any(set(index.names) == {one.name for one in references} for index in side.to.criteria):
        names = ", ".join(one.name for one in references)
        marks = f"@unique to `{names}`" if len(references) == 1 else f"@@unique([{names}])"
        told = f"{here} refers to `{names}` of {side.to.word} `{side.to.name}`, which is not unique"
        problems.add(side.at, told, f"Add {marks} in `{side.to.name}`.")
    if side.arity == "" and any(one.arity == "?" for one in fields):
        names = ", ".join(one.name for one in fields if one.arity == "?")
        told = f"{here} is required, but {names}, of which it is made, can be null"
        problems.add(side.at, told, f"Write `{side.to.name}?`, or make {names} required.")
    if kind == "one" and not is_unique(side):
        names = ", ".join(one.name for one in fields)
        marks = f"@unique to `{names}`" if len(fields) == 1 else f"@@unique([{names}])"
        told = f"{here} is one-to-one, but `{names}` is not unique"
        problems.add(side.at, told, f"Add {marks}, or make the other side a list.")


def _same_type(side: Relation, one: Scalar, other: Scalar, problems: Problems) -> None:
    if one.type is not other.type and one.type != other.type:
        told = f"`{one.name}` of {side.model.word} `{side.model.name}` and `{other.name}` of `{side.to.name}`, to which"
        problems.add(side.at, f"{told} it refers, have different types", "Give them the same type.")
