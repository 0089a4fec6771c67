"""Bytes to text: which encoding, and is it text at all."""

from __future__ import annotations

import unicodedata

from dragoman.errors import InputError

BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
LEGACY, LATIN = ("windows-1255", "windows-1256"), ("windows-1252",)
"""Single-byte encodings that old archives use. UTF-8 is tried first: legacy text is almost never valid UTF-8."""

NEUTRAL = frozenset({"Pi", "Pf", "Pd", "Po", "Ps", "Pe", "Zs", "Cf", "Mn"})
MAX_CONTROL_SHARE = 0.01
MIN_WORD_SHARE = 0.6


def decode(content: bytes, source: str) -> str:
    """The text of `content`, with line ends as `\\n` and without a byte order mark; nothing else is changed.

    Order: byte order mark, UTF-8, then the legacy encoding whose reading looks most like one script's words.

    Raises:
        InputError: empty, binary, or in no encoding that we know.
    """
    if not content.strip():
        raise InputError(source, "empty file")
    text = _decode_marked(content, source)
    if text is None:
        if b"\x00" in content:
            raise InputError(source, "binary file, not text")
        text = _decode_utf8(content)
    if text is None:
        text = _decode_legacy(content, source)
    if _control_share(text) > MAX_CONTROL_SHARE:
        raise InputError(source, "binary file, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_marked(content: bytes, source: str) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    source, f"not {encoding}, though its first bytes say so (byte {error.start})"
                ) from error
    return None


def _decode_utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _decode_legacy(content: bytes, source: str) -> str:
    readings = []
    for encoding in LEGACY if _is_foreign(content) else LATIN:
        try:
            reading = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_word_share(reading), reading))
    # max() keeps the first of equals, so the order of the encodings decides ties.
    share, text = max(readings, key=lambda pair: pair[0], default=(0.0, ""))
    if share < MIN_WORD_SHARE:
        raise InputError(source, f"in no encoding that we know (UTF-8, UTF-16 with mark, {', '.join(LEGACY + LATIN)})")
    return text


def _is_foreign(content: bytes) -> bool:
    """Whether most letters lie outside ASCII: text of another script, not Latin with accents and typographic quotes."""
    letters = sum(1 for byte in content if chr(byte).isascii() and chr(byte).isalpha())
    return sum(byte >= 0x80 for byte in content) > letters


def _word_share(text: str) -> float:
    """How much of the non-ASCII text are letters of one script; the wrong code page gives a mix of marks and
    scripts.
    """
    scripts: dict[str, int] = {}
    foreign = [c for c in text if c >= "\x80" and unicodedata.category(c) not in NEUTRAL]
    for character in foreign:
        if unicodedata.category(character) in ("Lo", "Ll", "Lu", "Lm"):
            script = unicodedata.name(character, "?").split()[0]
            scripts[script] = scripts.get(script, 0) + 1
    return max(scripts.values(), default=0) / len(foreign) if foreign else 1.0


def _control_share(text: str) -> float:
    controls = sum(1 for c in text if (c < " " and c not in "\n\r\t\f\v") or c in "\x7f\ufffd")
    return controls / max(1, len(text))
