"""What an editor should look at, with its place in the text."""

from presslens.checks.codes import CODES
from presslens.checks.find import find_checks

__all__ = ["CODES", "find_checks"]
