"""ALTER COLUMN TYPE that writes nothing anew, but has checks of the column looked at -> the checks are made again.

In one statement the checks go, the type changes and the checks come back not valid; they are validated afterwards.
"""

from __future__ import annotations

from trueup.model import changed_fields
from trueup.postgres import blocking
from trueup.postgres.ddl import noun
from trueup.postgres.ddl.constraint import clause
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident, literal
from trueup.postgres.objects import Check, Column
from trueup.postgres.online import Step
from trueup.postgres.online.parts import instead, is_plain, part, validation
from trueup.postgres.online.second_column import changes_type
from trueup.postgres.sql.parse import statements
from trueup.statement import NOTHING, Statement


def recipe(step: Step) -> tuple[Statement, ...] | None:
    statement, room = step.statement, step.room
    column = room.after.get(statement.address)
    if not isinstance(column, Column) or not changes_type(statement) or not room.is_in_use(column.container):
        return None
    if not all(is_plain(column.container, schema) for schema in (room.before, room.after)):
        return None
    (parsed,) = statements(statement.sql, "plan", room.version)
    work = blocking.work(parsed, room.before, room.version)
    checks = _checks(step)
    if work.rewrites or work.builds or column.container not in work.scans or not checks:
        return None
    head = f"{alter_container(column)} "
    texts = [f"DROP CONSTRAINT {ident(check.name)}" for check in checks]
    texts += [statement.sql.removeprefix(head)]
    texts += [f"ADD {clause(check)} NOT VALID" for check in checks]
    comments = [
        part(statement, f"COMMENT ON {noun(check)} IS {literal(check.comment)}", makes=NOTHING, ends=NOTHING)
        for check in checks
        if check.comment is not None
    ]
    changed = part(statement, head + ", ".join(texts), hazards=statement.hazards)
    return instead(statement, [changed, *comments, *(validation(statement, check) for check in checks)])


def _checks(step: Step) -> list[Check]:
    """The checks of the column that are there all the time; none when one of them changes or cannot be made again."""
    room, found = step.room, []
    ended = {where for one in (*step.earlier, *step.later) for where in one.ends}
    for where in sorted(room.before.users.get(step.statement.address, ())):
        was, now = room.before[where], room.after.get(where)
        if not isinstance(was, Check) or not was.valid or where in ended:
            continue
        if not isinstance(now, Check) or not was.enforced or set(changed_fields(was, now)) - {"comment"}:
            return []
        found.append(now)
    return found
