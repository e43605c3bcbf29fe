"""An encoding is decided once for a whole file: by what it says of itself, else by its text."""

import codecs

import pytest

from files.encoding import (
    BIG5,
    GB18030,
    UTF8,
    UTF16,
    UnknownEncoding,
    decide,
    declaration,
)

LIST = "编号,名称,用地性质,适合产业\nA-1,一号地块,住宅,萤石\nA-2,二号地块,学校,石英\n"
CELLS = ["住宅", "萤石", "石英", "学校", "A-1", "编号", "名称", "用地性质"]


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", UTF8),
        ("utf-8-sig", UTF8),
        ("gb18030", GB18030),
        ("utf-16", UTF16),
        ("utf-16-le", UTF16),
        ("utf-16-be", UTF16),
    ],
)
def test_a_list_is_read_in_the_encoding_it_is_written_in(codec: str, name: str) -> None:
    found = decide([LIST.encode(codec)])

    assert (found.name, found.sure) == (name, True)
    assert found.decode(LIST.encode(codec)) == LIST


def test_a_list_of_taiwan_is_read_as_big5() -> None:
    text = "編號,名稱,縣市\n1,台灣塑膠工業股份有限公司,高雄市\n2,燁輝企業股份有限公司,高雄市\n"

    found = decide([text.encode("big5")])

    assert (found.name, found.decode(text.encode("big5"))) == (BIG5, text)


def test_cells_that_alone_would_be_another_encoding_are_read_as_the_rest_of_the_file() -> None:
    found = decide([cell.encode("gbk") for cell in CELLS], apart=True)

    assert (found.name, found.sure) == (GB18030, True)
    assert [found.decode(cell.encode("gbk")) for cell in CELLS] == CELLS


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_file_taken_in_blocks_is_decided_as_the_whole(size: int) -> None:
    raw = LIST.encode("gb18030")

    found = decide(raw[at : at + size] for at in range(0, len(raw), size))

    assert (found.name, found.sure) == (GB18030, True)


@pytest.mark.parametrize(("codec", "name"), [("utf-8", UTF8), ("gb18030", GB18030)])
def test_a_column_name_cut_within_a_character_does_not_put_its_file_in_doubt(
    codec: str, name: str
) -> None:
    cut = [text.encode(codec)[:10] for text in ("地块编号一二", "a地块名称一二", "面积（亩）一")]

    found = decide(cut, apart=True)

    assert found.name == name
    assert found.decode(cut[0]) == cut[0].decode(codec, errors="ignore")


@pytest.mark.parametrize(
    ("cpg", "name"),
    [
        (b"GBK", GB18030),
        (b"936", GB18030),
        (b"ANSI 936\r\n", GB18030),
        (b"cp936", GB18030),
        (b"GB2312", GB18030),
        (b"LDID/77", GB18030),
        (b"UTF-8", UTF8),
        (b"utf8", UTF8),
        (b"65001", UTF8),
        (b"BIG5", BIG5),
        (b"950", BIG5),
        (b"System", ""),
        (b"OEM", ""),
        (b"ISO-8859-1", ""),
        (b"\xff\xfe", ""),
        (b"", ""),
    ],
)
def test_every_spelling_of_a_declaration_is_known(cpg: bytes, name: str) -> None:
    assert declaration(cpg) == name


def test_the_language_byte_counts_where_there_is_no_cpg() -> None:
    assert declaration(b"", 0x4D) == GB18030
    assert declaration(b"UTF-8", 0x4D) == UTF8
    assert declaration(b"", 0x57) == ""


def test_a_declaration_settles_what_the_bytes_leave_open() -> None:
    raw = "乂乄".encode("gb18030") + "乂乄".encode("gb18030")

    assert decide([raw], declared=GB18030).name == GB18030
    assert decide([raw], declared=GB18030).sure


@pytest.mark.parametrize(("said", "codec"), [(UTF8, "gb18030"), (GB18030, "utf-8")])
def test_a_lying_declaration_is_named_and_not_followed(said: str, codec: str) -> None:
    found = decide([cell.encode(codec) for cell in CELLS], declared=said, apart=True)

    assert found.name != said
    assert found.remark.startswith(f"文件写明的编码是 {said}，与内容不符")


def test_what_a_person_chose_goes_before_everything() -> None:
    found = decide(["上海".encode("big5")], declared=GB18030, chosen=BIG5)

    assert (found.name, found.sure) == (BIG5, True)


def test_a_choice_that_does_not_read_the_file_is_refused() -> None:
    with pytest.raises(UnknownEncoding, match="按选定的编码 UTF-8 读不出来"):
        decide([LIST.encode("gb18030")], chosen=UTF8)


@pytest.mark.parametrize("raw", [b"\xff\xff\xff\xff\x80,\x80", codecs.BOM_UTF8 + b"\xb1\xe0"])
def test_bytes_that_are_no_text_are_refused(raw: bytes) -> None:
    with pytest.raises(UnknownEncoding, match="库里的数据没有改动"):
        decide([raw])


def test_plain_letters_and_nothing_at_all_are_utf8() -> None:
    assert decide([b"id,name\n1,a\n"]).name == UTF8
    assert decide([]).name == UTF8
    assert decide([b"id"], declared=GB18030).name == GB18030


def test_one_broken_cell_among_many_does_not_put_a_file_in_doubt() -> None:
    cells = [cell.encode("utf-8") for cell in CELLS * 3] + [b"\xff\xff"]

    assert decide(cells, apart=True).name == UTF8
