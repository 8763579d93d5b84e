"""Files to the articles table: what people have, read as it is, with a report of what is wrong."""

from presslens.corpus.notes import summary
from presslens.corpus.reading import Reading, check, read_corpus, read_with_report

__all__ = ["Reading", "check", "read_corpus", "read_with_report", "summary"]
