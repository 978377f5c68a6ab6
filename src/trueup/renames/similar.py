"""How alike two names are, and what about two names says that they mean different things. Knows English only."""

from __future__ import annotations

from functools import lru_cache

from trueup.spelling import essence, singular, words


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split()) for group in text.split(","))


_GENERIC = frozenset(
    ("id", "at", "on", "ts", "name", "type", "date", "count", "is", "no", "has", "the", "of", "to", "by")
)
"""Words that many names share, and that therefore tell little."""

_SHORT = {
    pair[0]: pair[1]
    for pair in _groups("""
qty quantity, amt amount, addr address, desc description, descr description, num number, no number, nr number,
cnt count, img image, pic picture, pwd password, pw password, passwd password, msg message, org organization,
usr user, acct account, dt date, ts timestamp, cfg config, conf config, lang language, auth authentication,
prev previous, txn transaction, tx transaction, ident identifier, id identifier, cat category, dept department,
emp employee, mgr manager, cust customer, prod product, inv invoice, pos position, lat latitude, lng longitude,
lon longitude, tel telephone, ph phone, env environment, perm permission, attr attribute, val value,
def definition, spec specification, max maximum, min minimum, avg average, pct percent, temp temporary,
tmp temporary, repo repository, doc document, exp expiry, loc location, fk foreign, mgmt management,
impl implementation
""")
}
"""Short forms."""

_GROUPS = _groups("""
image picture photo avatar, owner creator author, start begin from, end finish until, mail email,
phone telephone mobile, price cost amount, title name label caption, description summary detail note notes,
state status, kind type category, url link uri href, workspace organization team tenant account company,
user member person account, customer client buyer, sender from, receiver recipient to,
message text body content, created creation inserted, updated modified changed edited, deleted removed,
cancelled canceled revoked, expiry expires expiration expired, key token, timestamp at date time,
index position order sequence rank, quantity count number, config configuration setting option, last latest,
file document attachment
""")
"""Words that are used for one another."""

_OPPOSITES = frozenset(
    _groups("""
start end, begin end, first last, from to, min max, minimum maximum, old new, source target, source destination,
sender receiver, sender recipient, created updated, created deleted, updated deleted, billing shipping,
before after, in out, up down, left right, width height, lat lng, latitude longitude, x y, open close,
opened closed, enabled disabled, active inactive, visible hidden, public private, allow deny, past current,
past future, current previous, next previous, success failure, success error, input output, request response,
parent child, read write, read sent, home away, debit credit, buy sell, accepted rejected, approved rejected,
include exclude, included excluded, online offline, valid invalid, net gross, success failed, started ended,
started completed, started finished, top bottom, sent received, day night, work home, male female,
primary secondary, required optional, upload download, prompt completion
""")
)
"""Words that are not, however alike the rest of two names is."""

_NEGATIONS = frozenset(("not", "non", "un", "without", "never", "disable", "disabled", "exclude", "no"))

_UNITS = frozenset(
    unit
    for (unit,) in _groups("""
ms, millis, millisecond, milliseconds, sec, secs, seconds, mins, minute, minutes, hour, hours, hrs, days, weeks,
months, years, us, micros, ns, cent, cents, dollars, usd, eur, euros, gbp, pence, pennies, byte, bytes, kb, mb,
gb, tb, kib, mib, gib, bits, mm, cm, km, meter, meters, metres, miles, feet, inch, inches, kg, gram, grams, lb,
lbs, pounds, percent, pct, percentage, ratio, bps, celsius, fahrenheit, kelvin
""")
)
"""Units values are measured in."""


@lru_cache(maxsize=65536)
def similarity(one: str, other: str) -> float:
    """From 0 to 1, the same in both directions; 1 for names that differ in convention only.

    >>> similarity("userId", "user_id"), similarity("qty", "quantity") > 0.8, similarity("city", "payload") < 0.2
    (1.0, True, True)
    """
    if essence(one) == essence(other):
        return 1.0
    left, right = _tokens(one), _tokens(other)
    return max(_soft(left, right), ratio("".join(left), "".join(right)), _acronym(left, right))


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in words(name)) or (name,)


def _soft(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The weighted share of words that have a partner, each partner counted as far as it is alike."""
    total = met = 0.0
    for these, those in ((left, right), (right, left)):
        for word in these:
            weight = 0.4 if word in _GENERIC else 1.0
            total += weight
            met += weight * max(_alike(word, other) for other in those)
    return met / total if total else 0.0


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if _SHORT.get(one, one) == _SHORT.get(other, other):
        return 0.9
    if any(one in group and other in group for group in _GROUPS):
        return 0.75
    short, long = sorted((one, other), key=len)
    if len(short) > 1 and short[0] == long[0]:
        if long.startswith(short) and len(short) > 2:
            return 0.85
        if len(short) > 2 and _inside(short, long) and len(short) <= 0.7 * len(long):
            return 0.7
    close = ratio(one, other)
    return close if close >= 0.7 else 0.0


def _inside(short: str, long: str) -> bool:
    """Whether the letters of one word come in the same order in another: ``qty`` in ``quantity``."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _acronym(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    for one, other in ((left, right), (right, left)):
        if len(one) == 1 and 2 < len(other) == len(one[0]) and one[0] == "".join(word[0] for word in other):
            return 0.8
    return 0.0


@lru_cache(maxsize=65536)
def ratio(one: str, other: str) -> float:
    """1 minus the edit distance over the longer length.

    >>> ratio("resturant", "restaurant")
    0.9
    """
    if not one or not other:
        return float(one == other)
    previous = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        current = [i]
        for j, right in enumerate(other, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (left != right)))
        previous = current
    return 1 - previous[-1] / max(len(one), len(other))


@lru_cache(maxsize=65536)
def carries(one: str, other: str) -> bool:
    """Whether one name has all words of the other, and more.

    >>> carries("pay", "pay_float"), carries("Audit_CreateDate", "CreateDate"), carries("id", "user_id")
    (True, True, False)
    """
    left, right = set(_tokens(one)), set(_tokens(other))
    return (left < right or right < left) and bool((left & right) - _GENERIC)


@lru_cache(maxsize=65536)
def contradiction(one: str, other: str) -> str | None:
    """Why two names would mean different things although one could have become the other; None when nothing says so.

    >>> contradiction("alert_days", "alert_minutes")
    'days became minutes: the values would have to be converted'
    >>> contradiction("address1", "address2"), contradiction("past_event", "current_event")
    ('1 and 2 are numbers of different things', 'past and current are opposites')
    """
    left, right = set(words(one)), set(words(other))
    gone, came = left - right, right - left
    for old, new in ((a, b) for a in sorted(gone) for b in sorted(came)):
        if (old, new) in _OPPOSITES or (new, old) in _OPPOSITES:
            return f"{old} and {new} are opposites"
        if old.isdigit() and new.isdigit():
            return f"{old} and {new} are numbers of different things"
    measured, measures = sorted(gone & _UNITS), sorted(came & _UNITS)
    if (measured or measures) and {singular(u) for u in measured} != {singular(u) for u in measures}:
        was, now = " and ".join(measured) or "no unit", " and ".join(measures) or "no unit"
        return f"{was} became {now}: the values would have to be converted"
    negated = (gone | came) & _NEGATIONS
    if len(negated) == 1 and bool(gone & _NEGATIONS) != bool(came & _NEGATIONS) and left & right:
        return f"one says {next(iter(negated))}, the other does not"
    for old, new in ((a, b) for a in gone for b in came):
        short, long = sorted((old, new), key=len)
        if len(short) > 2 and long in (f"un{short}", f"in{short}", f"dis{short}", f"non{short}"):
            return f"{old} and {new} are opposites"
    return None
