"""SQL and messages without the secrets in them. What is run has them; what is told, noted and logged has not."""

from __future__ import annotations

import re

_NAME = r"\b\w*(?:passw(?:or)?d|passfile|secret|token|credential|api_?key)\w*"
_STRING = r"""(?:U&|[EBXN])?'(?:[^'\\]|''|\\.)*(?:'|$)|(\$\w*\$).*?(?:\3|$)"""
_URL = re.compile(r"(\w+://[^\s:/@'\"]*):[^\s'\"]*@")
_SET = re.compile(rf"({_NAME}[\"']?)(\s*(?:=>?|:=?)?\s*){_STRING}", re.I | re.S)
_JSON = re.compile(rf"(\"{_NAME[2:]}\"\s*:\s*)\"(?:[^\"\\]|\\.)*\"", re.I)
_PLAIN = re.compile(r"(\b\w*(?:passw(?:or)?d))(\s*=\s*)(?!\*\*\*|'\*\*\*')[^\s'&]+", re.I)


def scrub(text: str) -> str:
    """SQL or a message without the passwords in it.

    >>> scrub("OPTIONS (user 'me', password 's3cret')"), scrub("postgresql://me:s3cret@db/app")
    ("OPTIONS (user 'me', password '***')", 'postgresql://me:***@db/app')
    """
    for pattern, clean in ((_URL, r"\1:***@"), (_SET, r"\1\2'***'"), (_JSON, r'\1"***"'), (_PLAIN, r"\1\2***")):
        text = pattern.sub(clean, text)
    return text
