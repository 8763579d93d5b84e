"""presslens reads news articles and shows who is in them, what is said about each, and when.

The public door. Everything heavy is imported on first use, so ``import presslens`` is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from presslens import language, measures, plots, sentiment, timeline, validation
    from presslens.corpus import read_corpus
    from presslens.linting import lint
    from presslens.reporting import report
    from presslens.run import Run, annotate, open_run

__version__ = "0.1.0"
__all__ = [
    "Run", "annotate", "language", "lint", "measures", "open_run", "plots", "read_corpus", "report",
    "sentiment", "timeline", "validation",
]  # fmt: skip

_FUNCTIONS = {
    "read_corpus": "presslens.corpus",
    "open_run": "presslens.run",
    "annotate": "presslens.run",
    "Run": "presslens.run",
    "report": "presslens.reporting",
    "lint": "presslens.linting",
}
_MODULES = ("language", "measures", "plots", "sentiment", "timeline", "validation")


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name in _FUNCTIONS:
        return getattr(importlib.import_module(_FUNCTIONS[name]), name)
    if name in _MODULES:
        return importlib.import_module(f"presslens.{name}")
    raise AttributeError(f"module 'presslens' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
