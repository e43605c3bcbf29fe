"""Take the members of an uploaded zip by name, in memory; nothing is ever unpacked to disk."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from files.sheets.refusals import UploadRefused, refuse_large

MAX_MEMBERS = 200
MAX_RATIO = 200  # honest tables of spaces reach about 100
ENTRY = b"PK\x01\x02"  # opens each entry of a zip's own list
OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
# Whatever zipfile raises on a file that is broken, encrypted or packed in a way it cannot read.
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError)
BROKEN_TEXT = "压缩包损坏、加了密码或不是 zip，库里的数据没有改动；请重新压缩为普通 zip 后再导入"


def read_members(raw: bytes, most: Mapping[str, int]) -> dict[str, bytes]:
    """Return the members whose ending is a key of `most`, by full name, in the order packed.

    `most` maps an ending in lower case (".shp") to the most bytes such a member may have.

    Raises:
        UploadRefused: not a zip, a name that points outside, or more than was allowed for.
    """
    refuse_large(raw)
    if raw.count(ENTRY) > MAX_MEMBERS:
        msg = f"压缩包里的文件超过 {MAX_MEMBERS} 个，没有读取，库里的数据没有改动；请只放一个图层"
        raise UploadRefused(msg)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            chosen = [
                (info, most[_ending(info)]) for info in _safe(archive) if _ending(info) in most
            ]
            return {info.filename: _read(archive, info, limit) for info, limit in chosen}
    except BROKEN as error:
        raise UploadRefused(BROKEN_TEXT) from error


def names_in(raw: bytes) -> list[str]:
    """Return the full names of the files in a zip that `read_members` has read."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return [info.filename for info in _safe(archive)]


def _safe(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    outside = [info.filename for info in members if OUTSIDE.search(info.orig_filename)]
    if outside:
        msg = f"压缩包里有指向外面的路径「{outside[0][:60]}」，没有读取，库里的数据没有改动"
        raise UploadRefused(msg)
    # macOS adds a shadow of every file here.
    return [i for i in members if not i.is_dir() and not i.filename.startswith("__MACOSX/")]


def _ending(info: zipfile.ZipInfo) -> str:
    _, dot, ending = info.filename.rpartition(".")
    return (dot + ending).lower()


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """Return one member, unless the zip itself says that it is too large."""
    too_dense = info.file_size > MAX_RATIO * max(info.compress_size, 1000)
    if info.file_size > limit or too_dense:
        raise _too_large(info, limit)
    with archive.open(info) as member:
        return member.read(limit)  # it ends where the zip said, or is found broken


def _too_large(info: zipfile.ZipInfo, limit: int) -> UploadRefused:
    return UploadRefused(
        f"压缩包里的「{info.filename[:60]}」展开后太大（最多 {limit / 1_000_000:g} MB），"
        "没有读取，库里的数据没有改动；请分成几个图层再导入"
    )
