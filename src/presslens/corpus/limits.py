"""What a file may hold. Articles come from strangers: everything that is read is bounded here."""

from __future__ import annotations

from typing import Final

TIMEZONE: Final = "Europe/Bucharest"
"""The zone of dates that name none; the one of :data:`presslens.tables.schemas.TIMEZONE`, kept
here too so that importing this package does not import pandas."""

MAX_DOCUMENT_BYTES: Final = 16_000_000
"""A file that is one article (text or HTML)."""

MAX_TAGS: Final = 100_000
"""Tags of a web page that is searched for its article, which takes time for each; the front page of
a newspaper has 10,000. Of a page with more the whole text is taken."""

MAX_FILE_BYTES: Final = 4_000_000_000
"""A table that is read row by row (CSV, JSONL, Parquet)."""

MAX_JSON_BYTES: Final = 100_000_000
"""A JSON file: it has to be parsed in one piece."""

MAX_SHEET_BYTES: Final = 500_000_000
"""An Excel file after unpacking."""

MAX_SHEET_RATIO: Final = 300
"""Unpacked by packed size of an Excel file over 10 MB: past this it is a zip bomb."""

MAX_ARTICLE_CHARS: Final = 1_000_000
"""The text of one article; a long newspaper page has 20,000."""

MAX_LINE_CHARS: Final = 4 * MAX_ARTICLE_CHARS
"""A line of a CSV or JSONL file: an article with its escapes and other columns."""

MAX_FIELD_CHARS: Final = 2_000
"""A title, address, name or author; longer ones are not one."""

MAX_COLUMNS: Final = 2_000
"""Columns of a table."""

MAX_BROKEN_ROWS: Final = 10_000
"""Broken rows after which the rest of a table is given up."""

MAX_NOTES: Final = 50
"""Lines of the report for one file and one reason; the rest is counted in one line more."""

MAX_FILES: Final = 2_000_000
"""Files of a folder."""

EARLIEST_YEAR: Final = 1990
"""Publication dates before this year are taken for mistakes."""

BOILERPLATE_WORDS: Final = 60
"""A text of at most so many words that comes again is doubted: it may be a notice of the site."""

MIN_LANGUAGE_LETTERS: Final = 20
"""Letters below which no language is told."""
