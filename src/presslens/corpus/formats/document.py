"""Files that are one article: plain text with or without a header, and web pages."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from presslens.corpus.decode import Decoded, NotTextError, decode
from presslens.corpus.header import split_header
from presslens.corpus.limits import MAX_DOCUMENT_BYTES, MAX_FIELD_CHARS, MAX_TAGS
from presslens.corpus.markup import plain_text
from presslens.corpus.record import Mapped, Record, Source

if TYPE_CHECKING:
    from trafilatura.settings import Document

_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_META_TAG: Final = re.compile(r"<meta\s[^>]{0,1000}>", re.IGNORECASE)
_TIME_META: Final = re.compile(
    r"(?:property|name|itemprop)\s*=\s*[\"'](?:article:published_time|og:published_time|datePublished"
    r"|publish[-_]?date|pubdate|dc\.date(?:\.issued)?|dcterms\.(?:created|date)|date)[\"']",
    re.IGNORECASE,
)
_CONTENT: Final = re.compile(r"content\s*=\s*(?:\"([^\"]{1,100})\"|'([^']{1,100})')", re.IGNORECASE)
_JSON_LD_TIME: Final = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{1,60})\"")
_HTML_LANGUAGE: Final = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([\w-]{1,20})", re.I)
_HEAD: Final = 400_000
_NO_ENCODINGS: Final = frozenset(
    ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
)
"""What Python decodes, but no page is written in; slow, or plain letters become others."""


def read_text(source: Source, mapped: Mapped) -> Iterator[Record]:
    """A text file as one record; see :mod:`presslens.corpus.header` for its header."""
    decoded = _load(source)
    if decoded is None:
        return
    header = split_header(decoded.text)
    values = {k: v[:MAX_FIELD_CHARS] for k, v in header.values.items()}
    published = values.pop("published", None)
    yield Record(None, header.text, published=published, published_from="header", **values)


def read_html(source: Source, mapped: Mapped) -> Iterator[Record]:
    """A web page as one record: trafilatura finds the text, title, author and address in it."""
    decoded = _load(source, declared=True)
    if decoded is None:
        return
    page = decoded.text
    found = _extract(page) if page.count("<") <= MAX_TAGS else None
    text = (found.text if found is not None else None) or ""
    title = _one_line(found.title if found is not None else None)
    if title and text.partition("\n")[0].strip() == title:
        text = text.partition("\n")[2]  # the heading of the page is its title, not its text
    if not text.strip() and (text := plain_text(page)):
        source.log.note("markup", "no article was found in the page; its whole text was taken")
    url = found.url if found is not None else None
    host = urlsplit(url).hostname if url and "://" in url else None
    language = _HTML_LANGUAGE.search(page[:_HEAD])
    yield Record(
        None,
        text.strip(),
        title=title,
        outlet=_outlet(found, host),
        url=url,
        author=_one_line(found.author if found is not None else None),
        language=language.group(1) if language else None,
        published=_published(page) or (found.date if found is not None else None),
        published_from="metadata",
    )


def _load(source: Source, *, declared: bool = False) -> Decoded | None:
    size = source.path.stat().st_size
    if size > MAX_DOCUMENT_BYTES:
        limit = f"at most {MAX_DOCUMENT_BYTES / 1e6:.0f} MB are read"
        source.log.note("too_large", f"one article of {size / 1e6:,.0f} MB; {limit}")
        return None
    data = source.path.read_bytes()
    if not data.strip():
        source.log.note("empty", "the file is empty")
        return None
    try:
        decoded = (_declared(data) if declared else None) or decode(data)
    except NotTextError as error:
        source.log.note("binary", str(error))
        return None
    source.log.encoding = decoded.encoding
    if decoded.doubt:
        source.log.note("encoding", decoded.doubt)
    return decoded


def _declared(data: bytes) -> Decoded | None:
    """Decoded as the page's own ``charset`` says, when that works and is no UTF-16 in disguise."""
    found = _META_CHARSET.search(data[:4096])
    if found is None or b"\0" in data[:4096] or data.startswith(codecs.BOM_UTF8):
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
        if name in _NO_ENCODINGS:
            return None
        text = data.decode(name)
    except (LookupError, ValueError):
        return None
    if not isinstance(text, str) or name.startswith("utf-16"):
        return None
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def _extract(page: str) -> Document | None:
    import trafilatura
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    options: dict[str, Any] = {"extensive_search": False, "original_date": True}
    try:
        return trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=options
        )
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None  # a page that breaks the extractor still has its plain text


def _published(page: str) -> str | None:
    """The moment of publication with its time, which trafilatura cuts to the day."""
    for tag in _META_TAG.findall(page[:_HEAD]):
        if _TIME_META.search(tag) and (content := _CONTENT.search(tag)):
            return html.unescape(content.group(1) or content.group(2))
    found = _JSON_LD_TIME.search(page)
    return found.group(1) if found else None


def _outlet(found: Document | None, host: str | None) -> str | None:
    if host:
        return host
    return _one_line(found.sitename or found.hostname) if found is not None else None


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split())[:MAX_FIELD_CHARS] or None if value else None
