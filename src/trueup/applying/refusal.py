"""What speaks against carrying out a plan: questions, hazards, a protected database, rights that are missing."""

from __future__ import annotations

from collections.abc import Sequence

from trueup.applying.protection import protection
from trueup.applying.target import Target
from trueup.applying.wanted import Wanted
from trueup.checks import stopping
from trueup.errors import Refused
from trueup.finding import Finding
from trueup.postgres.apply import journal, rights
from trueup.postgres.names import ident


def refuse(target: Target, wanted: Wanted) -> None:
    """Raises Refused when a plan must not be begun as things are; nothing was changed then."""
    from trueup.reports import questions

    stops = stopping(wanted.plan, (*target.config.allow, *target.order.allow))
    if wanted.command == "apply" and wanted.plan.questions:
        raise Refused(
            "it is not known whether something was renamed or dropped",
            where=target.label,
            reasons=tuple(questions.plain(wanted.plan.questions)),
        )
    if stops:
        raise Refused(
            f"{len(stops)} hazards of the plan are not allowed" if len(stops) > 1 else "a hazard is not allowed",
            where=target.label,
            reasons=tuple(f"{one.key}: {one.message}" for one in stops),
            help=f"{_allowing(stops)}; `trueup explain CODE` says what it means, `trueup plan` shows where it is",
        )
    refuse_protected(target)
    lacking = target.ask(rights.missing, wanted.plan.statements)
    if lacking:
        role = target.held.conn.info.user
        raise Refused(
            f"the role {role} may not do what the plan does",
            where=target.label,
            reasons=lacking,
            help=f"name a role in the address that may, or let it: GRANT the owner's role TO {ident(role)}",
        )
    hiding = target.ask(rights.hiding, wanted.plan.statements)
    if hiding:
        role = target.held.conn.info.user
        raise Refused(
            f"rows of {', '.join(hiding)} may be hidden from {role} by policies, and would not be filled",
            where=target.label,
            help="name a role with BYPASSRLS in the address, or take FORCE ROW LEVEL SECURITY off the table meanwhile",
        )
    target.ask(journal.absent)
    if target.fingerprint() != wanted.fingerprint:
        raise Refused(
            "the schema was changed while the plan was made", where=target.label, help="run it again to plan anew"
        )


def _allowing(stops: Sequence[Finding]) -> str:
    """The arguments that allow hazards: each by itself, or all of their kinds where they are many."""
    keys = list(dict.fromkeys(one.key for one in stops))
    if len(keys) <= 3:
        return " ".join(f"--allow '{key}'" for key in keys) + " allows it by name"
    codes = " ".join(f"--allow {code}" for code in sorted({one.code for one in stops}))
    return f"{codes} allows all of their kinds, --allow '{keys[0]}' one of them"


def refuse_protected(target: Target) -> None:
    """Raises Refused when nobody said yes who has to."""
    why = None if target.order.yes else protection(target.order.target, target.source, target.config)
    if why is not None:
        raise Refused(f"{target.label} is protected: {why}", help="--yes says that it is meant")
