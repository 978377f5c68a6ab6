"""SQLAlchemy's and SQLModel's models as a source of a schema, read from their files without being run.

``read`` gives a Declaration of Python files; ``find`` looks for a project's models and Alembic environments.
"""

from __future__ import annotations

from trueup.formats.sqlalchemy.reader import read

__all__ = ["read"]
