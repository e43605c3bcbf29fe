"""The package of an office file, opened as hostile: by name, within limits, no entity resolved."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from files.errors import ProductError
from papers.verification.marks import CUSTOM, joined
from papers.verification.reading.passages import picture_hash

MOST_BYTES = 100 * 2**20  # of a file
MOST_MEMBERS = 4000
MOST_UNPACKED = 300 * 2**20  # of all that is read from it
MOST_DENSE = 400  # times its packed size
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError)
_VALUE = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class PaperUnreadable(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """The file is none of ours, or cannot be read; nothing was done with it."""


class OfficePackage:
    """办公文件包: the members of a Word, PowerPoint or Excel file, each read when asked for."""

    def __init__(self, content: bytes) -> None:
        self._left = MOST_UNPACKED
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            members = self._archive.infolist()
        except _BROKEN as error:
            raise PaperUnreadable(_broken()) from error
        if len(members) > MOST_MEMBERS:
            text = f"文件里有 {len(members)} 个部分，不是本系统做的材料，没有读。"
            raise PaperUnreadable(text)
        self._members = {info.filename: info for info in members}

    def names(self, start: str) -> list[str]:
        """List the members whose name begins so, in the order of their names."""
        return sorted(name for name in self._members if name.startswith(start))

    def has(self, name: str) -> bool:
        """Tell whether there is a member of that name."""
        return name in self._members

    def xml(self, name: str) -> Element:
        """Return a member as XML.

        Raises:
            PaperUnreadable: it is not there, too large, or no plain XML.
        """
        return parse_xml(self._read(name))

    def related(self, name: str) -> dict[str, str]:
        """Return what a member refers to inside the package, by the id of the relation."""
        folder, _, file = name.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        if not self.has(relations):
            return {}
        found = self.xml(relations)
        return {
            str(one.get("Id")): _resolved(folder, str(one.get("Target", "")))
            for one in found.iterchildren("{*}Relationship")
            if one.get("TargetMode") != "External"
        }

    def links(self, name: str) -> dict[str, str]:
        """Return the addresses outside the file that a member refers to, by the id."""
        folder, _, file = name.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        if not self.has(relations):
            return {}
        return {
            str(one.get("Id")): str(one.get("Target", ""))
            for one in self.xml(relations).iterchildren("{*}Relationship")
            if one.get("TargetMode") == "External"
        }

    def picture(self, name: str) -> str:
        """Return what stands for the picture in a member, "" if there is none."""
        return picture_hash(self._read(name)) if self.has(name) else ""

    def mark(self) -> str:
        """Return the mark in the custom properties, "" if there is none."""
        if not self.has(CUSTOM):
            return ""
        held = {
            str(one.get("name")): "".join(value.text or "" for value in one.iter(_VALUE))
            for one in self.xml(CUSTOM).iterchildren("{*}property")
        }
        return joined(held)

    def _read(self, name: str) -> bytes:
        info = self._members.get(name)
        if info is None:
            raise PaperUnreadable(_broken())
        dense = info.file_size > MOST_DENSE * max(info.compress_size, 1000)
        if info.file_size > self._left or dense:
            text = f"文件里的“{name[:60]}”展开后太大，不是本系统做的材料，没有读。"
            raise PaperUnreadable(text)
        self._left -= info.file_size
        try:
            with self._archive.open(info) as member:
                return member.read(info.file_size)
        except _BROKEN as error:
            raise PaperUnreadable(_broken()) from error


def parse_xml(content: bytes) -> Element:
    """Return XML as a tree; one that declares entities or a type is refused.

    Raises:
        PaperUnreadable: it is no plain XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PaperUnreadable(_broken()) from error
    if root.getroottree().docinfo.doctype:
        text = "文件里声明了实体，不是本系统做的材料，没有读。"
        raise PaperUnreadable(text)
    return root


def nearest(node: Element, *tags: str) -> Element | None:
    """Return the closest of the elements around `node` that has one of these tags."""
    return next(node.iterancestors(*tags), None)


def is_doubled(node: Element) -> bool:
    """Tell whether a node only repeats, for old programs, what stands beside it."""
    return nearest(node, FALLBACK) is not None


def each(node: Element, tag: str) -> Iterator[Element]:
    """Yield the elements of a tag below `node` in their order, repetitions left out."""
    return (found for found in node.iter(tag) if not is_doubled(found))


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = folder.split("/") if folder else []
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _broken() -> str:
    return "文件损坏、加了密码，或不是它的名字所说的那种文件，没有读。"
