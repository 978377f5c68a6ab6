"""Which of the things that went and came are one thing with a new name, with the evidence; unsure is said, not guessed.

``find`` takes two schemas, the changes between them and whatever else is known, and gives renames and questions. It
changes nothing and asks nobody.
"""

from trueup.renames.found import Facts, Question, Reason, Rename, Renames
from trueup.renames.search import find

__all__ = ["Facts", "Question", "Reason", "Rename", "Renames", "find"]
