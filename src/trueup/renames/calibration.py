"""Weights of the evidence and the confidence they add up to: numbers fitted once by ``bench.renames``, never here.

Each weight is the change of the log odds that two things are one, for a feature of the value 1.
"""

from __future__ import annotations

FAR = 8.0
"""A lead over the next best pair that is as good as none being there."""

LEAST = -1.5
"""Log odds below which a pair is not worth a question."""

CARRIED = -2.5
"""The same where one name has all words of the other, and no other pair comes near: a person would ask."""

ACCEPT = {
    "column": 0.93,
    "column measured": 0.85,
    "container": 0.9,
    "namespace": 0.9,
    "labels": 0.9,
    "value": 0.96,
    "value measured": 0.9,
    "record": 0.9,
}
"""The confidence from which a rename is taken, by group; lower where data were measured and little is wrong."""

APART = 1.0
"""The lead in log odds a taken pair must have over every other pair of its row and column."""

VETOED = 0.4
"""The most a pair gets that contradicts itself."""

WEIGHTS: dict[str, dict[str, float]] = {
    "column": {
        "bias": -5.72,
        "type": 1.02,
        "family": -0.42,
        "null": 1.18,
        "null differs": -3.80,
        "default": 1.27,
        "plain default": 0.56,
        "default differs": -4.78,
        "generation differs": -2.00,
        "name": 5.63,
        "carries": 0.94,
        "convention": 2.56,
        "place": 0.03,
        "only in place": 2.90,
        "at the end": -0.11,
        "turn at the end": 1.52,
        "elsewhere": -2.79,
        "roles": 2.44,
        "roles differ": -3.10,
        "dependents": 3.53,
        "comment": 3.00,
        "comment differs": -1.00,
        "called": 4.00,
        "statistics": 5.15,
        "statistics of few values": 1.73,
        "nearly equal statistics": 0.68,
        "statistics in spite": 0.33,
        "samples": 8.20,
        "samples of few values": 3.19,
        "alone": 1.85,
    },
    "container": {
        "bias": -8.22,
        "contents": 5.80,
        "empty": 0.50,
        "shape": 1.31,
        "weight of contents": 1.01,
        "name": 3.27,
        "carries": 0.0,
        "convention": 3.82,
        "moved": 3.00,
        "names inside": 8.22,
        "references": 1.75,
        "comment": 2.00,
        "called": 4.00,
        "statistics": 4.00,
        "nearly equal statistics": 0.0,
        "samples": 6.00,
        "dependents": 1.58,
    },
    "labels": {
        "bias": -6.08,
        "labels": 5.21,
        "name": 3.87,
        "carries": 1.41,
        "convention": 2.14,
        "users": 3.78,
        "dependents": 0.43,
        "statistics": 1.00,
        "nearly equal statistics": 0.0,
        "samples": 1.00,
        "moved": 3.00,
        "comment": 2.00,
        "called": 4.00,
    },
    "namespace": {
        "bias": -4.00,
        "contents": 6.00,
        "weight of contents": 2.00,
        "name": 3.00,
        "carries": 1.00,
        "convention": 2.00,
        "comment": 2.00,
        "called": 4.00,
        "dependents": 0.50,
        "statistics": 1.00,
        "nearly equal statistics": 0.0,
        "samples": 1.00,
    },
    "value": {
        "bias": -5.06,
        "place": 2.90,
        "only in place": 2.73,
        "name": 4.79,
        "carries": 1.07,
        "convention": 3.00,
        "dependents": 0.61,
        "called": 4.00,
        "alone": 1.54,
        "churn": -1.37,
        "statistics": 1.24,
        "nearly equal statistics": 0.22,
        "samples": 1.00,
    },
    "record": {
        "bias": 0.0,
        "definition": 3.0,
        "name": 3.0,
        "carries": 1.0,
        "convention": 2.0,
        "moved": 2.0,
        "comment": 1.0,
        "called": 4.0,
    },
}

CONFIDENCE: dict[str, tuple[float, float, float]] = {
    "column": (1.15, 0.86, 0.0),
    "column measured": (1.10, 0.93, -0.08),
    "container": (-0.81, 1.00, 0.47),
    "labels": (-1.79, 0.91, 0.76),
    "namespace": (-0.50, 1.00, 0.30),
    "value": (0.25, 0.88, 0.02),
    "value measured": (0.28, 1.00, 0.26),
    "record": (0.0, 0.8, 0.3),
}
"""For each group the constant, the factor of the score and the factor of the lead, of the log odds of being right."""
