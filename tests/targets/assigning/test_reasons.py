"""Reasons: a person reads them, and the word a suggestion rests on alone is read back."""

import pytest

from targets.assigning.reasons import SpeaksFor, only_word, reason


def test_a_reason_names_places_words_and_the_class() -> None:
    found = [SpeaksFor("制造条目", ("环氧丙烷", "环氧乙烷"))]

    assert reason(found, "2614", "有机化学原料制造") == (
        "制造条目“环氧丙烷”“环氧乙烷”；小类 2614 有机化学原料制造"
    )


@pytest.mark.parametrize(
    ("written", "word"),
    [
        (reason([SpeaksFor("服务条目", ("检测",))]), "检测"),
        (reason([SpeaksFor("写", (), "“染整”的 12 家里 9 家归这里")]), "染整"),
        ("经营范围有「检测」", "检测"),
        (reason([SpeaksFor("服务条目", ("检测", "检验"))]), ""),
        (reason([SpeaksFor("名称", ("检测",)), SpeaksFor("服务条目", ("检测",))]), ""),
        (reason([SpeaksFor("名称", ("轴承",)), SpeaksFor("服务条目", ("检测",))]), ""),
        (reason([SpeaksFor("服务条目", ("检测",))], "7452", "检测服务"), ""),
        (reason([], "7452", "检测服务"), ""),
        ("经营范围有「检测」「检验」", ""),
        ("行业 2611 无机酸制造 对应本环节；经营范围有「氢氟酸」", ""),
        ("", ""),
    ],
)
def test_the_one_word_of_a_reason_is_read_back(written: str, word: str) -> None:
    assert only_word(written) == word
