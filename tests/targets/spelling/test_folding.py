"""Folding joins the spellings of a word, and never two words."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.office import open_catalog
from targets.spelling.folding import SOUNDS, folded, folded_name

DOCS = Path(__file__).parents[3] / "docs"
WORDS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("燁輝薴苧苎乾於徵臺台（）（）〔〕【】[]Ａａ１•·\u3000 ﬁİßͅ鈾\uf900"),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("燁輝企業股份有限公司", "烨辉企业股份有限公司"),
        ("臺灣積體電路製造", "台湾积体电路制造"),
        ("阿里巴巴（中国）", "阿里巴巴(中国)"),
        ("阿里巴巴〔中国〕", "阿里巴巴(中国)"),
        ("阿里巴巴【中国】", "阿里巴巴(中国)"),
        ("ＯＰＰＯ　Ａ", "oppo a"),
        ("薴", "苎"),
    ],
)
def test_one_word_has_one_spelling(typed: str, one: str) -> None:
    assert folded(typed) == one
    assert folded(folded(typed)) == one


@settings(deadline=None)  # the first example reads the tables
@given(WORDS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded_name(folded_name(text)) == folded_name(text)


@settings(deadline=None)  # the first example reads the tables
@given(WORDS, WORDS)
def test_folding_goes_character_by_character(one: str, other: str) -> None:
    both = folded(f"{one}\n甲\n{other}")

    assert both == folded(f"{folded(one)} 甲 {folded(other)}")


@settings(deadline=None)  # the first example reads the tables
@given(WORDS)
def test_nothing_that_is_typed_stands_for_a_sound(text: str) -> None:
    typed = text + "".join(map(chr, SOUNDS[:3]))

    assert not any(ord(letter) in SOUNDS for letter in folded(typed))


def test_no_two_words_of_the_field_fold_into_one() -> None:
    words = {word for word in re.findall(r"[\u4e00-\u9fff]+", _all_docs()) if len(word) > 1}
    for chain in open_catalog({}).chains.values():
        for link in chain.links:
            words |= {link.name, *link.products, *link.keywords}
    known: dict[str, str] = {}

    for word in sorted(words):
        same = known.setdefault(folded(word), word)
        assert same.casefold() == word.casefold() or folded(same) == word


def _all_docs() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("glossary.md")))
