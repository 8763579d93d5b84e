"""Records to the articles table: dates, languages, outlets, ids, duplicates."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from presslens.corpus.dates import date_in_name, impossible, missing_date, parse_date
from presslens.corpus.languages import decide
from presslens.corpus.limits import BOILERPLATE_WORDS, MAX_ARTICLE_CHARS, TIMEZONE
from presslens.corpus.notes import FileLog, printable
from presslens.corpus.record import Record
from presslens.language import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

_WORD: Final = re.compile(r"[^\W_]\S*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass
class Builder:
    """Makes the rows of the articles table, file by file, and notes what is doubtful.

    Attributes:
        timezone: The zone of dates without one.
        today: The day past which (and one more) nothing can have been published.
        rows: The articles so far.
    """

    timezone: str
    today: dt.date
    rows: list[dict[str, Any]] = field(default_factory=list)
    _places: dict[str, str] = field(default_factory=dict)
    _short: dict[str, str] = field(default_factory=dict)

    def add_file(self, records: Iterable[Record], log: FileLog, *, document: bool) -> int:
        """Adds the articles of one file; ``document``: the file is one article. How many were."""
        name_date = date_in_name(log.source_file) if document else None
        before = len(self.rows)
        for record in records:
            self._add(record, log, name_date)
        return len(self.rows) - before

    def _add(self, record: Record, log: FileLog, name_date: str | None) -> None:
        if not self._usable(record, log):
            return
        text = _storable(record.text)
        published, origin = self._published(record, log, name_date)
        row = {
            "outlet": _storable(_outlet(record, log.source_file)),
            "url": _storable(record.url),
            "title": _storable(record.title),
            "author": _storable(record.author),
            "published": published,
            "published_from": origin,
            "text": text,
            "n_words": count_words(text),
            "source_file": log.source_file,
        }
        row["article_id"] = article_id(row)
        where = log.source_file + (f", row {record.row}" if record.row is not None else "")
        twin = self._places.setdefault(row["article_id"], where)
        if twin is not where:
            log.note("duplicate", f"the same article as {twin}, in every column", record.row)
            return
        self._note_boilerplate(row, where, record.row, log)
        language, code, reason = decide(text, record.language)
        row["language"] = language
        if code and reason:
            log.note(code, reason, record.row)
        if language is not None and language not in LANGUAGES:
            reason = f"the language {language} has no data: kept, not scored"
            log.note("not_scored", reason, record.row)
        self.rows.append(row)

    def _note_boilerplate(
        self, row: dict[str, Any], where: str, number: int | None, log: FileLog
    ) -> None:
        """A short text under several titles is a prompt or a notice, taken for the article."""
        if row["n_words"] <= BOILERPLATE_WORDS:
            first = self._short.setdefault(row["text"], where)
            if first is not where:
                log.note("same_text", f"the same short text stands in {first}", number)

    @staticmethod
    def _usable(record: Record, log: FileLog) -> bool:
        if len(record.text) > MAX_ARTICLE_CHARS:
            reason = f"{len(record.text):,} characters; at most {MAX_ARTICLE_CHARS:,} are read"
            log.note("too_long", reason, record.row)
            return False
        if _WORD.search(record.text) is None:
            log.note("empty", "there is no text in it", record.row)
            return False
        return True

    def _published(
        self, record: Record, log: FileLog, name_date: str | None
    ) -> tuple[dt.datetime | None, str | None]:
        """The first date that can be read and is possible, and where it is from."""
        noted = False
        ways = ((record.published, record.published_from), (record.crawled, "crawl"))
        for value, origin in (*ways, (name_date, "file name")):
            if missing_date(value):
                continue
            moment = parse_date(value, timezone=self.timezone)
            if moment is None:
                reason = f"the date {printable(value, 60)!r} can't be read"
                log.note("bad_date", reason, record.row)
            elif wrong := impossible(moment, self.today):
                log.note("impossible_date", f"the date {wrong}", record.row)
            else:
                return moment, origin
            noted = True
        if not noted:
            log.note("no_date", "no date of publication was found", record.row)
        return None, None


def count_words(text: str) -> int:
    """The tokens between blanks that have a letter or a digit."""
    return len(_WORD.findall(text))


def article_id(row: dict[str, Any]) -> str:
    """16 hexadecimal digits that depend on what the article says, not on where it was found."""
    published = row["published"]
    moment = published.astimezone(dt.UTC).isoformat() if published is not None else ""
    parts = [row["url"] or "", row["outlet"] or "", row["title"] or "", moment, row["text"]]
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


def _storable(value: str | None) -> Any:  # noqa: ANN401  (the type of what is given)
    """Without lone surrogates, which no UTF-8 table can hold."""
    return _SURROGATE.sub("\ufffd", value) if value else value


def host_of(url: str | None) -> str | None:
    """The host of a web address, without ``www.``; None for a path."""
    if not url or "//" not in url:
        return None
    try:
        host = urlsplit(url.strip()).hostname
    except ValueError:
        return None
    return (host.removeprefix("www.") or None) if host else None


def _outlet(record: Record, source_file: str) -> str | None:
    """What is given, else the host of the address, else the folder under the corpus's own."""
    given = (record.outlet or "").strip()
    if given := host_of(given) or given[4 * given.lower().startswith("www.") :]:
        return given
    if host := host_of(record.url):
        return host
    folder, slash, _ = source_file.partition("/")
    return folder if slash and any(c.isalpha() for c in folder) else None


def articles_table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The validated ``articles`` table of ``rows``, in their order, with stories."""
    import pandas as pd

    from presslens.corpus.copies import add_stories
    from presslens.corpus.outlets import one_name_each
    from presslens.tables.schemas import ARROW, empty, validate

    if not rows:
        return empty("articles")
    frame = pd.DataFrame(rows, columns=ARROW["articles"].names, dtype=object)
    moments = pd.to_datetime(frame["published"], utc=True).dt.as_unit("us")
    named = frame["outlet"].replace(one_name_each(frame["outlet"]))
    frame = frame.assign(published=moments.dt.tz_convert(TIMEZONE), outlet=named)
    return validate(add_stories(frame), "articles")
