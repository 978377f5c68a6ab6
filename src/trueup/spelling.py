"""What a name is made of: its words, its case, its number, and what of it no convention changes. English only."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Case = Literal["flat", "snake_case", "camelCase", "PascalCase", "SCREAMING_CASE", "kebab-case", "spaced", "mixed"]
"""How a name is spelled; ``flat`` is one lower-case word, which snake_case, camelCase and kebab-case share."""

Number = Literal["singular", "plural"]

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_A-Za-z]+")
_LEADING = frozenset({"tbl", "tb", "vw"})

_IRREGULAR = {
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "mice": "mouse",
    "feet": "foot",
    "teeth": "tooth",
    "indices": "index",
    "vertices": "vertex",
    "matrices": "matrix",
    "appendices": "appendix",
    "criteria": "criterion",
    "analyses": "analysis",
    "bases": "base",
    "diagnoses": "diagnosis",
    "crises": "crisis",
    "leaves": "leaf",
    "lives": "life",
    "knives": "knife",
    "shelves": "shelf",
    "halves": "half",
    "wolves": "wolf",
    "movies": "movie",
    "cookies": "cookie",
    "selfies": "selfie",
    "ties": "tie",
    "caches": "cache",
    "statuses": "status",
    "buses": "bus",
    "aliases": "alias",
    "viruses": "virus",
    "quizzes": "quiz",
    "shoes": "shoe",
    "uses": "use",
    "causes": "cause",
    "clauses": "clause",
    "houses": "house",
    "phases": "phase",
    "purchases": "purchase",
    "releases": "release",
    "leases": "lease",
    "cases": "case",
    "databases": "database",
    "responses": "response",
    "licenses": "license",
    "expenses": "expense",
    "courses": "course",
    "sizes": "size",
    "prizes": "prize",
    "axes": "axis",
}
_PLURAL = {one: many for many, one in _IRREGULAR.items()}
_BOTH = frozenset(
    ("series", "species", "news", "data", "metadata", "media", "info", "information", "equipment", "feedback", "money",
     "staff", "sheep", "fish", "history", "inventory", "analytics", "content")
)  # fmt: skip
"""Words whose number their spelling does not tell."""
_NO_PLURAL = frozenset(
    ("alias", "atlas", "bus", "canvas", "gas", "lens", "status", "virus", "sms", "aws", "https", "dns", "os", "cms",
     "tls", "gps", "css", "is", "as", "this", "has", "was", "always", "address", "business", "process", "access",
     "progress", "class", "pass", "success", "loss", "cross", "press", "its", "plus", "bonus", "corpus", "focus")
)  # fmt: skip
"""Words that end like a plural."""


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case; digits are words of their own.

    >>> words("userID2"), words("HTTPStatus_code"), words("tbl_Order Items")
    (('user', 'id', '2'), ('http', 'status', 'code'), ('tbl', 'order', 'items'))
    """
    return tuple(found.lower() for found in _WORD.findall(name))


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """A lower-case English word in the singular; one that is singular already stays.

    >>> [singular(w) for w in ("meetings", "categories", "boxes", "status", "people", "series", "addresses")]
    ['meeting', 'category', 'box', 'status', 'person', 'series', 'address']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3 or word in _BOTH or word in _NO_PLURAL or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("oes"):
        return word[:-2]
    return word[:-1]


def plural(word: str) -> str:
    """A lower-case English word in the plural; one that is plural already stays.

    >>> [plural(w) for w in ("meeting", "category", "box", "status", "person", "series", "day")]
    ['meetings', 'categories', 'boxes', 'statuses', 'people', 'series', 'days']
    """
    if word in _PLURAL:
        return _PLURAL[word]
    if word in _BOTH or not word or word[-1].isdigit() or singular(word) != word:
        return word
    if word.endswith("y") and word[-2:-1] not in ("", "a", "e", "i", "o", "u"):
        return word[:-1] + "ies"
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    return word + "s"


@lru_cache(maxsize=65536)
def case(name: str) -> Case:
    """How a name is spelled.

    >>> [case(name) for name in ("email", "user_id", "userId", "UserId", "USER_ID", "user-id")]
    ['flat', 'snake_case', 'camelCase', 'PascalCase', 'SCREAMING_CASE', 'kebab-case']
    >>> case("Full Name"), case("Audit_CreateDate")
    ('spaced', 'mixed')
    """
    bare = name.strip("_")
    if " " in bare:
        return "spaced"
    if "-" in bare:
        return "kebab-case" if "_" not in bare and bare == bare.lower() else "mixed"
    lower, upper = bare == bare.lower(), bare == bare.upper()
    if "_" in bare:
        return "snake_case" if lower else "SCREAMING_CASE" if upper else "mixed"
    if lower:
        return "flat"
    if upper and len(bare) > 1:
        return "SCREAMING_CASE"
    return "PascalCase" if bare[:1].isupper() else "camelCase"


def spelled(name: str, style: Case) -> str:
    """A name in another spelling; ``mixed`` and ``flat`` leave it as it is.

    >>> spelled("userId", "snake_case"), spelled("user_id", "camelCase"), spelled("user_id", "PascalCase")
    ('user_id', 'userId', 'UserId')
    """
    found = words(name)
    if not found or style in ("mixed", "flat"):
        return name
    if style == "snake_case":
        return "_".join(found)
    if style == "SCREAMING_CASE":
        return "_".join(found).upper()
    if style in ("kebab-case", "spaced"):
        return ("-" if style == "kebab-case" else " ").join(found)
    joined = "".join(word.capitalize() for word in found)
    return joined if style == "PascalCase" else joined[:1].lower() + joined[1:]


def number(name: str) -> Number | None:
    """Whether the last word of a name is singular or plural; None where its spelling does not tell.

    >>> number("meetings"), number("client_profile"), number("metadata")
    ('plural', 'singular', None)
    """
    found = [word for word in words(name) if not word.isdigit()]
    if not found or found[-1] in _BOTH:
        return None
    return "singular" if singular(found[-1]) == found[-1] else "plural"


@lru_cache(maxsize=65536)
def essence(name: str) -> str:
    """What a name keeps in every convention: equal for ``userId``, ``user_id``, ``users_id`` and ``USERID``.

    A leading ``tbl`` goes. Names without a letter or digit are their own essence.
    """
    found = words(name)
    if len(found) > 1 and found[0] in _LEADING:
        found = found[1:]
    return "".join(singular(word) for word in found) or name
