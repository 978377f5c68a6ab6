"""What an extension or the platform put into a database, and nobody of the project."""

from __future__ import annotations

from trueup.drift.causes.case import Case
from trueup.drift.explained import Cause
from trueup.model import Address

HOSTS = {
    "supabase_admin": "Supabase",
    "supabase_auth_admin": "Supabase",
    "supabase_storage_admin": "Supabase",
    "supabase_functions_admin": "Supabase",
    "supabase_realtime_admin": "Supabase",
    "supabase_replication_admin": "Supabase",
    "pgbouncer": "the connection pooler",
    "rdsadmin": "Amazon RDS",
    "rds_superuser": "Amazon RDS",
    "cloudsqladmin": "Google Cloud SQL",
    "cloudsqlsuperuser": "Google Cloud SQL",
    "alloydbadmin": "Google AlloyDB",
    "azuresu": "Azure",
    "azure_superuser": "Azure",
    "azure_pg_admin": "Azure",
    "cloud_admin": "Neon",
    "neon_superuser": "Neon",
}
"""Roles that a host works with: what they own is the host's."""


def extension(case: Case) -> Cause | None:
    """Only databases have it, and its notes or its owner say who made it."""
    if case.has(case.code) or case.has(case.migrations) or not any(map(case.has, case.databases)):
        return None
    where: Address | None = case.address
    while where is not None:
        if where in case.facts.owned:
            whose = case.facts.owned[where]
            return Cause(name="extension", text=f"{whose} made it.", evidence=(f"{where} belongs to {whose}",))
        row = case.world.whole.get(where)
        for name in row.present if row is not None else ():
            owner = getattr(row.values[name], "owner", None) if row is not None else None
            if owner in HOSTS and case.world.roles.get(name) == "database":
                text = f"{HOSTS[owner]} made it, not the project."
                return Cause(name="extension", text=text, evidence=(f"{name}: {where} is owned by {owner}",))
        where = where.parent
    return None
