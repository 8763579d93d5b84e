"""Who says it: quotes with their speakers, and the agencies and outlets that are credited."""

from presslens.speech.marks import find_marks
from presslens.speech.quotes import find_quotes
from presslens.speech.sources import find_sources

__all__ = ["find_marks", "find_quotes", "find_sources"]
