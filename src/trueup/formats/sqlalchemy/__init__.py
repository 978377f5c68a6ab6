"""SQLAlchemy's and SQLModel's models as a source of a schema, read from their files without being run.

``read`` gives a Declaration of Python files; ``find`` looks for a project's models and Alembic environments.
``imported`` asks SQLAlchemy itself, in the project's own interpreter, and only when its user asks for that.
"""

from __future__ import annotations

from trueup.formats.sqlalchemy.discover import Found, find
from trueup.formats.sqlalchemy.project import SqlAlchemyProject, project, projects
from trueup.formats.sqlalchemy.reader import read
from trueup.formats.sqlalchemy.write import write

__all__ = ["Found", "SqlAlchemyProject", "find", "project", "projects", "read", "write"]
