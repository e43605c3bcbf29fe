"""The text of an upload: its encoding decided once, and asked where more than one makes sense."""

from collections.abc import Sequence

from files.encoding import BIG5, GB18030, UTF8, UTF16, TextEncoding, decide, declaration
from files.sheets.questions import Interview

ASK_ENCODING = "文字是哪种编码？选错了会变成乱码，请看预览里的文字对不对"
NAMED = {UTF8: UTF8, GB18030: GB18030, UTF16: UTF16, BIG5: BIG5}


def asked_encoding(raw: bytes, interview: Interview) -> TextEncoding:
    """Return the encoding of a whole text file.

    Raises:
        UnknownEncoding: nothing we know reads it, or not what a person chose.
    """
    return _settled([raw], interview, declared="", apart=False)


def asked_cell_encoding(
    cells: Sequence[bytes], interview: Interview, declared: str
) -> TextEncoding:
    """Return the encoding of many short texts, `declared` being what the file says of itself.

    Raises:
        UnknownEncoding: as above.
    """
    telling = {cell for cell in cells if not cell.isascii()}
    return _settled(sorted(telling), interview, declared=declared, apart=True)


def _settled(
    pieces: Sequence[bytes], interview: Interview, *, declared: str, apart: bool
) -> TextEncoding:
    given = interview.answer("encoding")
    chosen = (declaration(given.encode()) or given) if given else ""
    found = decide(pieces, declared=declared, chosen=chosen, apart=apart)
    if not found.sure:
        interview.ask("encoding", ASK_ENCODING, found.choices, found.name)
    return found
