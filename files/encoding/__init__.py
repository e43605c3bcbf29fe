"""Decide once per file in which encoding its text is written, never cell by cell.

What a file says of itself counts (a mark at its start, the .cpg or the language byte beside a
.dbf) as long as its bytes agree; else the encoding that makes most sense of the whole file is
taken. Which one it was, and what else it could be, can always be shown and changed.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from files.encoding.frequent_characters import FREQUENT
from files.errors import ProductError

UTF8, GB18030, UTF16, BIG5 = "UTF-8", "GB18030", "UTF-16", "Big5"
NAMES = (UTF8, GB18030, UTF16, BIG5)
MARKED = (
    (codecs.BOM_UTF8, UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, UTF16, "utf-16"),
    (codecs.BOM_UTF16_BE, UTF16, "utf-16"),
)
# A marked file is read with the mark taken off, an unmarked one of two bytes in either order.
CODECS = ((UTF8, "utf-8-sig"), (GB18030, "gb18030"), (BIG5, "big5hkscs"))
UNMARKED_UTF16 = ((UTF16, "utf-16-le"), (UTF16, "utf-16-be"))
SPELLINGS = {
    UTF8: {"utf8", "65001", "cp65001", "unicodeutf8"},
    GB18030: {"gbk", "936", "cp936", "ansi936", "gb2312", "gb18030", "54936", "ms936", "euccn"},
    UTF16: {"utf16", "1200", "cp1200", "utf16le", "utf16be", "unicode"},
    BIG5: {"big5", "950", "cp950", "ansi950", "big5hkscs"},
}
LANGUAGE_BYTES = {0x4D: GB18030, 0x7A: GB18030, 0x4F: BIG5, 0x78: BIG5}
LOOKED_AT = 400_000  # characters of a file that are weighed; all of it must decode
SURE = 0.6  # by which the best guess must make more sense than the next
WORST_SHARE = 0.02  # of the pieces of a file may be broken without its encoding being in doubt
RARE, MARK = 0.0, 1.0
FOREIGN = -2.0  # letters no list here is written in: what a wrong guess mostly gives
MARKS = re.compile(
    r"[\u2010-\u2040\u2103\u2116\u2160-\u217f\u2460-\u249b\u3000-\u303f\uff01-\uff65"
    r"\u00b0\u00b1\u00b2\u00b3\u00b7\u00d7\u33a1\u2032\u2033\u2236\u25cb\u25cf\u221a\ufeff]"
)


class UnknownEncoding(ProductError):  # noqa: N818  (named as the user meets it)
    """The text of a file cannot be read in any encoding we know, or not in the chosen one."""


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """文字编码: the one of a whole file, as decided.

    `codec` is what Python decodes it with. `choices` are the names of all that would read it, the
    likely one first. `sure` if the file says so and its bytes agree, if nothing else reads it, or
    if nothing else makes comparable sense; else a person should look. `remark` says in Chinese
    what speaks against what the file says of itself, "" if nothing does.
    """

    name: str
    codec: str
    choices: tuple[str, ...]
    sure: bool
    remark: str = ""

    def decode(self, raw: bytes) -> str:
        """Return a text of the file; a character cut off at its end is left out.

        Raises:
            UnknownEncoding: it is not written like the rest of the file.
        """
        try:
            return codecs.getincrementaldecoder(self.codec)().decode(raw)
        except UnicodeError as error:
            raise UnknownEncoding(_unreadable(f"不是 {self.name} 编码")) from error


def decide(
    pieces: Iterable[bytes], *, declared: str = "", chosen: str = "", apart: bool = False
) -> TextEncoding:
    """Return the encoding of a file given as `pieces` in order, each taken once.

    `declared` is one of `NAMES` or "": what the file says of itself (see `declaration`). `chosen`
    is what a person chose, which goes before everything. `apart`: the pieces are texts of their
    own (cells, column names), each of which may be cut off within its last character.

    Raises:
        UnknownEncoding: nothing we know reads it, or not what was chosen.
    """
    trials, pure, nul = _read(pieces, apart=apart)
    if chosen:
        return _chosen(trials, chosen)
    alive = [trial for trial in trials if trial.reads]
    if not alive:
        raise UnknownEncoding(_unreadable(f"文字编码认不出来（不是 {'、'.join(NAMES)}）"))
    if pure and not nul:
        name = declared if declared in {UTF8, GB18030, BIG5} else UTF8
        return TextEncoding(name, dict(CODECS)[name], (name,), sure=True)
    ranked = sorted(alive, key=lambda trial: (-trial.marked, trial.broken, -trial.score))
    return _weighed(ranked, declared)


def declaration(cpg: bytes = b"", language: int = 0) -> str:
    """Return which encoding a .cpg, or the language byte of a .dbf, names; "" if none or unclear.

    «System», «OEM», «ANSI» and ISO-8859-1 say nothing here: they stand beside GBK every day.
    """
    word = re.sub(r"[\s_\-./]", "", cpg.decode("ascii", errors="replace").casefold())
    byte = re.fullmatch(r"ldid(\d+)", word)
    if byte:
        return LANGUAGE_BYTES.get(int(byte[1]), "")
    named = next((name for name, words in SPELLINGS.items() if word in words), "")
    return named or ("" if word else LANGUAGE_BYTES.get(language, ""))


@dataclass(slots=True)
class _Trial:
    """One encoding tried on a whole file."""

    name: str
    codec: str
    marked: bool = False
    pieces: int = 0
    broken: int = 0
    weighed: Counter[str] = field(default_factory=Counter)
    taken: int = 0
    apart: bool = False

    @property
    def reads(self) -> bool:
        allowed = max(1, self.pieces * WORST_SHARE) if self.apart and self.pieces > 1 else 0
        return self.broken <= allowed

    @property
    def score(self) -> float:
        counted = sum(self.weighed.values())
        return sum(_weight(c) * n for c, n in self.weighed.items()) / counted if counted else 0.0

    def note(self, text: str) -> None:
        if self.taken < LOOKED_AT:
            part = text[: LOOKED_AT - self.taken]
            self.taken += len(part)
            for character, times in Counter(part).items():
                if character > "\x7f" or character < "\t":
                    self.weighed[character] += times


def _read(pieces: Iterable[bytes], *, apart: bool) -> tuple[list[_Trial], bool, bool]:
    """Try every encoding; also tell whether all is ASCII, and whether there are zero bytes."""
    trials: list[_Trial] = []
    decoders: dict[int, codecs.IncrementalDecoder] = {}
    pure, nul = True, False
    for piece in pieces:
        if not trials:
            trials = _candidates(piece, apart=apart)
            decoders = {i: codecs.getincrementaldecoder(t.codec)() for i, t in enumerate(trials)}
        pure, nul = pure and piece.isascii(), nul or b"\0" in piece
        for i, trial in enumerate(trials):
            if apart or not trial.broken:
                _try(trial, decoders[i], piece)
    if not apart:
        for i, trial in enumerate(trials):
            _try(trial, decoders[i], b"", final=True)
    if not nul:  # without one there is neither a comma nor a line end in two bytes
        trials = [t for t in trials if t.name != UTF16 or t.marked]
    return trials or _candidates(b"", apart=apart), pure, nul


def _candidates(start: bytes, *, apart: bool) -> list[_Trial]:
    for mark, name, codec in MARKED:
        if start.startswith(mark) and not apart:
            return [_Trial(name, codec, marked=True)]
    both = CODECS if apart else (*CODECS, *UNMARKED_UTF16)
    return [_Trial(name, codec, apart=apart) for name, codec in both]


def _is_plain(decoder: codecs.IncrementalDecoder, piece: bytes) -> bool:
    """Tell whether a piece reads the same in every encoding that keeps ASCII as it is."""
    return piece.isascii() and b"\0" not in piece and not decoder.getstate()[0]


def _try(
    trial: _Trial, decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False
) -> None:
    trial.pieces += 1
    if trial.name != UTF16 and not final and _is_plain(decoder, piece):
        return
    try:
        trial.note(decoder.decode(piece, final))
    except UnicodeError:
        trial.broken += 1
    if trial.apart:
        decoder.reset()


def _chosen(trials: list[_Trial], chosen: str) -> TextEncoding:
    same = sorted((t for t in trials if t.name == chosen), key=lambda t: (t.broken, -t.score))
    if not same or not same[0].reads:
        raise UnknownEncoding(_unreadable(f"按选定的编码 {chosen[:20]} 读不出来"))
    others = tuple(dict.fromkeys(t.name for t in trials if t.reads))
    return TextEncoding(chosen, same[0].codec, others, sure=True)


def _weighed(ranked: list[_Trial], declared: str) -> TextEncoding:
    best = ranked[0]
    said = next((trial for trial in ranked if trial.name == declared), None)
    # A wrong declaration gives rare signs all over; an honest one is never far behind.
    if said and (said is best or best.score - said.score < SURE):
        best = said
    others = [t for t in ranked if t.name != best.name]
    lead = best.score - max((t.score for t in others), default=-9.0)
    agreed = best is said
    remark = ""
    if declared and not agreed:
        remark = f"文件写明的编码是 {declared}，与内容不符，按 {best.name} 读取"
    names = tuple(dict.fromkeys(t.name for t in (best, *others)))
    sure = agreed or best.marked or lead >= SURE
    return TextEncoding(best.name, best.codec, names, sure=sure, remark=remark)


def _weight(character: str) -> float:
    if character in FREQUENT:
        return 3.0
    if MARKS.match(character):
        return MARK
    if "\u4e00" <= character <= "\u9fff":
        return 1.0 if _is_common(character) else RARE
    return RARE if "\u3400" <= character <= "\u4dbf" else FOREIGN


def _is_common(character: str) -> bool:
    """Tell whether GB2312 has it among its 3 755 most used."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7  # noqa: PLR2004
    except UnicodeError:
        return False


def _unreadable(what: str) -> str:
    return f"{what}，库里的数据没有改动；请用记事本或原来的软件另存为 UTF-8 后再导入"
