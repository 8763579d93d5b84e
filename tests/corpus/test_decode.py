import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presslens.corpus.decode import NotTextError, decode, guess, guess_file, plausibility

from .paragraphs import ENGLISH, FRENCH, ROMANIAN

CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")
STRAIGHT = str.maketrans("„”", '""')


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (ROMANIAN, "utf-8", "utf-8"),
        (ROMANIAN, "utf-8-sig", "utf-8"),
        (ROMANIAN, "utf-16", "utf-16"),
        (ROMANIAN, "utf-16-le", "utf-16"),
        (ROMANIAN, "utf-16-be", "utf-16"),
        (ROMANIAN.translate(CEDILLA), "cp1250", "cp1250"),
        (ROMANIAN, "iso8859-16", "iso8859-16"),
        (ROMANIAN.translate(CEDILLA).translate(STRAIGHT), "iso8859-2", "iso8859-2"),
        (ENGLISH, "ascii", "utf-8"),
        (FRENCH, "cp1252", "cp1252"),
        ("It’s “fine” – said Zoë’s naïve friend, who ate crêpes.", "cp1252", "cp1252"),
    ],
)
def test_decode_tells_the_encoding_and_gives_the_text_back(text, encoding, told):
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == told
    assert decoded.doubt is None


def test_decode_reads_utf16_big_endian_with_mark():
    assert decode(codecs.BOM_UTF16_BE + ROMANIAN.encode("utf-16-be")).text == ROMANIAN


def test_decode_makes_unix_line_ends():
    assert decode(b"unu\r\ndoi\rtrei\n").text == "unu\ndoi\ntrei\n"


def test_decode_keeps_broken_utf8_and_says_so():
    data = ROMANIAN.encode()[:-1] + b"\xc8 sf\xc3\xa2r\xc8\x99it"
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert "1 broken" in decoded.doubt


def test_decode_doubts_an_encoding_that_fits_nothing():
    decoded = decode(bytes(range(0xA1, 0xFF)) * 3)
    assert decoded.doubt is not None


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 stream",
        b"\x89PNG\r\n\x1a\n0000",
        b"PK\x03\x04 word/document.xml",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"text with a \0 zero byte",
        b"\x01\x02\x03\x04\x05\x06\x07\x08abc" * 20,
        b"{\\rtf1\\ansi Articol}",
    ],
)
def test_decode_refuses_what_is_not_text(data):
    with pytest.raises(NotTextError, match="not text"):
        decode(data)


@given(st.binary(max_size=400))
def test_decode_never_fails_otherwise(data):
    try:
        decoded = decode(data)
    except NotTextError:
        return
    assert isinstance(decoded.text, str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=200))
def test_decode_gives_utf8_back(text):
    data = text.encode()
    try:
        encoding, _ = guess(data)
    except NotTextError:
        return
    if encoding == "utf-8":
        assert decode(data).text == text


def test_plausibility_prefers_the_true_reading():
    data = ROMANIAN.translate(CEDILLA).encode("cp1250")
    assert plausibility(data.decode("cp1250")) > plausibility(data.decode("iso8859-16"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "utf-16"])
def test_guess_file_reads_large_files_whose_accents_come_late(tmp_path, encoding):
    path = tmp_path / "mare.csv"
    late = "text\n" + "o linie fara diacritice\n" * 60_000 + ROMANIAN.translate(CEDILLA) + "\n"
    path.write_bytes(late.encode(encoding))
    assert guess_file(path) == (encoding, None)
