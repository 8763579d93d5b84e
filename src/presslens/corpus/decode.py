"""Bytes to text: tells the encodings apart in which Romanian and English articles are kept.

Byte order marks and UTF-8 decide by themselves. The single-byte encodings are decided by how
plausible the letters are that they give: the bytes of ă, â, î, ș and ț are the same in three of
them, and the quotation marks „ ” and stray letters such as Ľ or µ tell the rest.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CANDIDATES: Final = ("iso8859-2", "cp1250", "cp1252", "iso8859-16")
"""The single-byte encodings that are told apart, the likelier first."""

_MAGIC: Final = {
    b"%PDF-": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file", b"\x7fELF": "a program", b"PAR1": "a Parquet file",
    b"{\\rtf": "an RTF document", b"SQLite format 3": "a database", b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive", b"ID3": "a sound file", b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"BZh": "a bzip2 archive", b"\xca\xfe\xba\xbe": "a program",
}  # fmt: skip
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))
_SAMPLE: Final = 1_000_000
_CHUNK: Final = 1 << 20

_ROMANIAN: Final = frozenset("ăâîșțşţĂÂÎȘȚŞŢ")
_FOREIGN: Final = frozenset("éèêëàçùûôïöüäßáíóúñőűÉÈÀÇÖÜÄÁÍÓÚŐŰ")
_MARKS: Final = frozenset("„”“«»‘’‚–—…•€§°©®™\xa0")
_BREAKS: Final = re.compile(
    r"(?<=[^\W\d_])[^\w\s\"'’\-./,:;()\u2013\u2014\u2026\xa0\xad](?=[^\W\d_])"
)
_STRANGE_CASE: Final = re.compile(r"(?<=[a-zăâîșțşţ])[ĂÂÎȘȚŞŢĽĄŁ](?=[a-zăâîșțşţ])")
_BAD_QUOTE: Final = re.compile(r"„(?=[\s.,])|(?<=[\s(])”(?=\w)")


class NotTextError(Exception):
    """The bytes are not text; the message says what they look like."""


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was in, and what is doubtful about it (None: nothing)."""

    text: str
    encoding: str
    doubt: str | None = None


def decode(data: bytes) -> Decoded:
    """The text of ``data`` with Unix line ends, decoded by the likeliest encoding.

    Raises:
        NotTextError: The bytes are a picture, an archive, a program, …
    """
    encoding, doubt = guess(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        doubt = doubt or _replaced(text.count("\ufffd"), encoding)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), plain_name(encoding), doubt)


def guess(data: bytes) -> tuple[str, str | None]:
    """The Python name of the likeliest encoding of ``data``, and what is doubtful about it.

    Raises:
        NotTextError: The bytes are not text.
    """
    refuse_magic(data)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name, None
    if (wide := _utf16_without_bom(data)) is not None:
        return wide, None
    refuse_binary(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)
    return "utf-8", None


def guess_file(path: Path) -> tuple[str, str | None]:
    """Like :func:`guess` for a file of any size, read in chunks.

    Raises:
        NotTextError: The file is not text.
        OSError: The file can't be read.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
        if len(head) < _CHUNK:
            return guess(head)
        whole = head[: -(_CHUNK // 64)]  # not cut inside a character that matters
        if whole.startswith(tuple(bom for bom, _ in _BOMS)) or _utf16_without_bom(whole):
            return guess(whole[: len(whole) // 4 * 4])
        refuse_magic(head)
        refuse_binary(head)
        sample, valid = _scan(_chunks(head, file))
    return ("utf-8", None) if valid else _not_utf8(sample)


def _chunks(head: bytes, file: object) -> Iterator[bytes]:
    yield head
    while chunk := file.read(_CHUNK):  # type: ignore[attr-defined]
        yield chunk


def _scan(chunks: Iterator[bytes]) -> tuple[bytes, bool]:
    """The lines with other than ASCII letters, up to a limit, and whether all is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample, size, valid = [], 0, True
    for chunk in chunks:
        if valid:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                valid = False
        if size < _SAMPLE and not chunk.isascii():
            lines = b"\n".join(line for line in chunk.split(b"\n") if not line.isascii())
            sample.append(lines[: _SAMPLE - size])
            size += len(sample[-1])
        if not valid and size >= _SAMPLE:
            break
    return b"\n".join(sample), valid


def refuse_magic(data: bytes) -> None:
    """Refuses bytes that begin like a known format that is not text."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise NotTextError(f"it is {what}, not text")


def refuse_binary(data: bytes) -> None:
    """Refuses bytes with NULs or with many control characters."""
    head = data[:_SAMPLE]
    if b"\0" in head:
        raise NotTextError("it is binary (it holds zero bytes), not text")
    control = len(head) - len(head.translate(None, _CONTROL))
    if control > max(2, len(head) // 200):
        raise NotTextError(f"it is binary ({control} control characters), not text")


def plain_name(encoding: str) -> str:
    """The name people know: ``utf-8`` also for UTF-8 with a byte order mark."""
    return {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(
        encoding, encoding
    )


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 shows by zero bytes at the even or the odd places, where Latin letters have them."""
    head = data[: min(len(data), 4096) // 2 * 2]
    if len(head) < 4 or b"\0" not in head:
        return None
    half = len(head) // 2
    even, odd = head[::2].count(0) / half, head[1::2].count(0) / half
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high >= 0.4 and low <= 0.02:
            text = head.decode(name, errors="replace")
            good = sum(c.isprintable() or c in "\r\n\t\f" for c in text)
            return name if good >= 0.97 * len(text) else None
    return None


def _not_utf8(data: bytes) -> tuple[str, str | None]:
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text if ord(c) > 127) - broken
    if whole > 10 * broken:
        return "utf-8", _replaced(broken, "utf-8")
    return _single_byte(data[:_SAMPLE])


def _replaced(n: int, encoding: str) -> str:
    return f"{n} broken characters (encoding {encoding}) were replaced by \ufffd"


def _single_byte(data: bytes) -> tuple[str, str | None]:
    scores = {}
    for name in CANDIDATES:
        try:
            scores[name] = plausibility(data.decode(name))
        except UnicodeDecodeError:
            continue
    best = max(scores, key=lambda name: scores[name], default=None)
    if best is not None and scores[best] > 0:
        return best, None
    from charset_normalizer import from_bytes

    match = from_bytes(data[:50_000]).best()
    name = match.encoding if match is not None else best or CANDIDATES[0]
    return name, f"the encoding is not sure; it was read as {name}"


def plausibility(text: str) -> float:
    """How much ``text`` looks like Romanian (then other Western) prose, a mean a non-ASCII letter.

    Above 0 is plausible; control characters, letters of far languages, capitals and symbols inside
    words count against it.
    """
    odd = [c for c in text if ord(c) > 127]
    if not odd:
        return 1.0
    total = sum(_weight(c) for c in odd)
    total -= 2 * len(_BREAKS.findall(text)) + 2 * len(_STRANGE_CASE.findall(text))
    total -= 2 * len(_BAD_QUOTE.findall(text))
    return total / len(odd)


def _weight(character: str) -> float:
    if character in _ROMANIAN:
        return 1.0
    if character in _FOREIGN:
        return 0.5
    if character in _MARKS:
        return 0.5
    if "\x80" <= character <= "\x9f":
        return -4.0
    return -0.5 if character.isalpha() else -1.0
