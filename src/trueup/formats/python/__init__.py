"""Python source read without being run: modules, their names, and what the names are bound to. Knows no ORM.

``Project(root)`` finds and reads the modules of a folder. A module's names come to values (see ``values``): constants,
containers, classes with their namespaces, functions, and calls of things outside the project, kept as symbols::

    project = Project(Path("."))
    module = project.load("app/models.py")        # SourceError for a file that is no Python
    module.scope.names["User"]                    # a Class; .bases, .body, .names, .origin
    module.made                                   # every Class and every Call, in the order they come about
    project.attribute(user, "id")                 # as Python looks it up: along the base classes, enumerations too
    project.annotation(entry.annotation, user.scope)  # what an annotation says, forward references in text included
    project.call(function, [user])                # a project function followed, as far as its body can be

Simple statements are followed in order, loops over known containers unrolled, simple functions called; imports between
the project's files are followed when a name is used. What depends on anything else (the environment, files, the clock)
comes to a Call, a Choice or an Unknown that says why. Reading is total: it always ends, with bounded work.
"""

from __future__ import annotations

from trueup.formats.python.modules import Module
from trueup.formats.python.project import Project
from trueup.formats.python.values import (
    Call,
    Choice,
    Class,
    Const,
    Dict,
    Entry,
    EnumMember,
    Function,
    Items,
    Late,
    Member,
    Method,
    ModuleValue,
    Op,
    Outside,
    Scope,
    Subscript,
    Unknown,
    Value,
    same,
    truth,
)

__all__ = [
    "Call",
    "Choice",
    "Class",
    "Const",
    "Dict",
    "Entry",
    "EnumMember",
    "Function",
    "Items",
    "Late",
    "Member",
    "Method",
    "Module",
    "ModuleValue",
    "Op",
    "Outside",
    "Project",
    "Scope",
    "Subscript",
    "Unknown",
    "Value",
    "same",
    "truth",
]
