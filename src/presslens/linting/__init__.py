"""The checks as a linter: places in files, codes, reasons; for a newsroom's own tools."""

from presslens.linting.formats import FORMATS
from presslens.linting.run import Finding, lint

__all__ = ["FORMATS", "Finding", "lint"]
