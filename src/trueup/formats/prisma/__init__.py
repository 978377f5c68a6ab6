"""Prisma: ``*.prisma`` schemas, read without Node. ``read`` and ``find`` are the way in, ``write`` the way back."""

from __future__ import annotations

from trueup.formats.prisma.read import read

__all__ = ["read"]
