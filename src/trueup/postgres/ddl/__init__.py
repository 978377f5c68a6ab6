"""The naive statements that create, drop or alter one object. One module per kind or family of kinds.

Four functions dispatch on the object's class; a kind's module registers its own with each. None of them orders
anything, and none deals with owner, comment or grants: ``common`` does that for every kind.
"""

from __future__ import annotations
