"""Write the DDL that SQLAlchemy's own create_all emits for the models of each case.

Run it with a Python that has SQLAlchemy 2.0, SQLModel, pgvector and geoalchemy2 (``legacy``: SQLAlchemy 1.4)::

    python tests/formats/sqlalchemy/regenerate.py [CASE…]
"""

import importlib.util
import sys
from pathlib import Path

from sqlalchemy import create_mock_engine

HERE = Path(__file__).parent
EXTENSIONS = {
    "citext": "CITEXT",
    "vector": "VECTOR(",
    "hstore": "HSTORE",
    "ltree": "LTREE",
    "postgis": "GEOMETRY(",
    "pg_trgm": "GIN_TRGM_OPS",
}


def statements(case: Path) -> list[str]:
    spec = importlib.util.spec_from_file_location("models", case / "models.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["models"] = module
    spec.loader.exec_module(module)
    metadata = getattr(module, "metadata", None)
    if metadata is None:
        metadata = module.Base.metadata
    made: list[str] = []
    engine = create_mock_engine(
        "postgresql://", lambda sql, *_, **__: made.append(str(sql.compile(dialect=engine.dialect)).strip())
    )
    metadata.create_all(engine, checkfirst=False)
    text = "\n".join(made).upper()
    before = [f"CREATE EXTENSION {name}" for name, word in EXTENSIONS.items() if word in text]
    schemas = {one.schema for one in (*metadata.tables.values(), *metadata._sequences.values()) if one.schema}
    before += [f"CREATE SCHEMA {name}" for name in sorted(schemas)]
    return [*before, *made]


def main(names: list[str]) -> None:
    for case in sorted(path.parent for path in HERE.glob("*/models.py")):
        if not names or case.name in names:
            (case / "expected.sql").write_text(";\n\n".join(statements(case)) + ";\n")


if __name__ == "__main__":
    main(sys.argv[1:])
