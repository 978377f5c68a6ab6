"""The naive statements that create, drop or alter one object. One module per kind or family of kinds.

Five functions dispatch on the object's class; a kind's module registers its own with each. None of them orders
anything, and none deals with owner, comment or grants: ``common`` does that for every kind.

Each returns steps that run in the order given. A step is an SQL text without semicolon, or a ``Statement`` where the
defaults for a text are not right:

======== ======================================= ============================== =======================
text in  makes                                   needs                          ends, frees
======== ======================================= ============================== =======================
create   the object (first step only)            what the schema says of it     nothing
drop     nothing                                 nothing                        the object and all inside it
alter    nothing                                 what the *new* schema says     frees what only the old one says
======== ======================================= ============================== =======================

A ``Statement`` is taken at its word, with these additions: whatever it ``makes`` brings that object's needs along,
unless a later step of the same object names them in its own ``needs`` (that is how a sequence's owner or a default is
set in a second step), and later steps of a creation need the object itself. Objects that a statement of another
object ``makes`` or ``ends`` (the columns in a CREATE TABLE, the index that goes with a column) get no statement of
their own; a creation or a drop with no steps at all is for objects that come and go with others.

The modules of this package are imported when the first object is met that nothing is registered for.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache, singledispatch
from typing import Any

from trueup.model import Address, Object, Schema
from trueup.statement import Statement

Steps = Sequence[str | Statement]


@singledispatch
def create(obj: Object, schema: Schema) -> Steps:
    """The steps that make an object; ``schema`` is the new one, to look up its relatives."""
    return _loaded(create, obj)(obj, schema)  # type: ignore[no-any-return]  # a registered one


@singledispatch
def drop(obj: Object, schema: Schema) -> Steps:
    """The steps that drop an object; ``schema`` is the old one. A step's ``ends`` name all that goes with it."""
    return _loaded(drop, obj)(obj, schema)  # type: ignore[no-any-return]  # a registered one


@singledispatch
def loosen(obj: Object, schema: Schema) -> Steps:
    """The steps before the drop of an object that others hold on to which stay: ``structure.holders``."""
    return _loaded(loosen, obj)(obj, schema)  # type: ignore[no-any-return]  # a registered one


@singledispatch
def alter(before: Object, after: Object, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    """The steps that change an object in place; None when it must be dropped and made again.

    ``fields`` are the ones to change, at least one, and never ``owner``, ``comment`` or ``acl``. No steps mean that
    the change comes about by itself, through the change of another object.
    """
    return _loaded(alter, before)(before, after, fields, old, new)  # type: ignore[no-any-return]  # a registered one


@singledispatch
def noun(obj: Object) -> str:
    """How COMMENT ON, ALTER … OWNER TO and GRANT ON name the object: ``TABLE public.users``."""
    return _loaded(noun, obj)(obj)  # type: ignore[no-any-return]  # a registered one


@singledispatch
def release(
    before: Object, after: Object, refs: frozenset[Address], old: Schema, new: Schema
) -> tuple[Steps, Steps] | None:
    """How a kept object lets go of things that are dropped and made again: steps before, steps after.

    None, the rule for most kinds, means that it must be dropped and made again itself.
    """
    load()
    found: Any = release.dispatch(type(before))
    return None if found is release.dispatch(object) else found(before, after, refs, old, new)


@cache
def load() -> bool:
    """Import every module of the package, so that each registers its kinds."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return True


def _loaded(function: Any, obj: Object) -> Callable[..., Any]:
    load()
    found: Callable[..., Any] = function.dispatch(type(obj))
    if found is function.dispatch(object):
        raise NotImplementedError(f"{function.__name__}({type(obj).__name__})")
    return found
