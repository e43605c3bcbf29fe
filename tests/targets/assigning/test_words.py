"""The words of links in a text: the longest, and only those of the text."""

import random

from chains.office import open_catalog
from targets.assigning.words import LinkWords, link_words
from targets.spelling.folding import folded
from tests.builders import make_chain

KEY = ("fluorine", "acid")


def made(*words: str) -> LinkWords:
    return LinkWords({word: {KEY: 1.0} for word in words})


def leftmost_longest(words: set[str], text: str) -> list[str]:
    """Find them as one would by hand: at each place the longest, then on behind it."""
    found, at = [], 0
    while at < len(text):
        here = [word for word in words if text.startswith(word, at)]
        found += [max(here, key=len)] if here else []
        at += len(max(here, key=len)) if here else 1
    return found


def test_the_longest_word_at_a_place_is_found_and_none_within_it() -> None:
    words = made("平台", "作业平台", "高空作业平台")

    assert [f.word for f in words.find("高空作业平台、平台")] == ["高空作业平台", "平台"]


def test_a_word_is_where_it_says() -> None:
    [found] = made("氢氟酸").find("无水氢氟酸")

    assert "无水氢氟酸"[found.start : found.end] == found.word


def test_no_words_find_nothing() -> None:
    assert list(LinkWords({}).find("氢氟酸")) == []


def test_random_texts_are_read_as_one_would_by_hand() -> None:
    draw = random.Random(7)  # noqa: S311  (repeatable, not secret)
    for _ in range(300):
        words = {"".join(draw.choices("甲乙丙", k=draw.randint(2, 5))) for _ in range(8)}
        text = "".join(draw.choices("甲乙丙丁", k=40))
        assert [f.word for f in made(*words).find(text)] == leftmost_longest(words, text)


def test_every_word_of_the_chain_files_is_found_in_itself() -> None:
    words = link_words(open_catalog({}).chains.values())

    assert all([f.word for f in words.find(word)] == [word] for word in words.values)
    assert all(word == folded(word) for word in words.values)


def test_a_word_of_many_links_tells_less_of_each_and_a_name_less_than_a_keyword() -> None:
    chain = make_chain("one>two", "two>three")
    one, two, three = chain.links
    links = (
        one.model_copy(update={"name": "一号机", "keywords": ("检测", "轴承")}),
        two.model_copy(update={"name": "轴承套圈", "keywords": ("检测",)}),
        three.model_copy(update={"name": "三号机", "keywords": ("检测",)}),
    )
    values = link_words([chain.model_copy(update={"links": links})]).values

    of_one = (chain.id, one.id)
    assert values["检测"][of_one] < values["轴承"][of_one]
    assert set(values["检测"]) == {(chain.id, link.id) for link in links}
    assert values["轴承套圈"][(chain.id, two.id)] < 2.0
