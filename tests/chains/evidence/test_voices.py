"""When two sources are one voice, and two statements one sentence."""

import pytest

from chains.evidence.voices import independent, same_sentence
from chains.model import Evidence, Source

ONE = Source.model_validate({"id": "S1", "title": "竹业", "publisher": "日报", "grade": "C"})
LONG = "上耐火材料项目可填补福建省该产业空白，县里把它列为重点打造的产业"


def source(**fields: str) -> Source:
    given = {"id": "S2", "title": "林业", "publisher": "晚报", "grade": "C"}
    return Source.model_validate(given | fields)


def said(text: str, proves: str = "present") -> Evidence:
    return Evidence.model_validate({"source": "S1", "proves": proves, "says": text})


@pytest.mark.parametrize(
    ("fields", "two"),
    [
        ({}, True),
        ({"title": "竹业"}, False),
        ({"title": "“竹业”"}, False),
        ({"publisher": "日报"}, False),
        ({"publisher": "转载日报"}, False),
        ({"publisher": "转载站（日报）"}, False),
        ({"publisher": "县政府（转日报）"}, False),
        ({"publisher": "晚报（市商务局）"}, True),
        ({"publisher": "日报（晚报）"}, True),
        ({"copy_of": "S1"}, False),
        ({"copy_of": "S9"}, True),
    ],
)
def test_a_copy_a_title_or_a_publisher_shared_makes_one_voice(
    fields: dict[str, str], *, two: bool
) -> None:
    assert independent(ONE, source(**fields)) is two


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("转载中新网", "中新网福建"),
        ("转载中国新闻网", "转载站（中新社）"),
        ("转载中新网；该站页面混有垃圾文字", "转载站（中新网11月14日电）"),
        ("转载站（中新网类）", "中新网（转载处不登记）"),
        ("新华网福建", "转载新华社"),
        ("人民网福建", "央视网转人民网"),
        ("转载新福建", "东南网三明频道"),
        ("东南网", "海峡网（福建日报）"),
        ("企业网站转载（东南网-福建日报）", "福建日报"),
        ("福州新闻网（福州日报）", "福州晚报（经转接地址）"),
        ("三明日报电子版", "转载站（三明日报类）"),
    ],
)
def test_channels_and_reprints_of_one_house_are_one_voice(one: str, other: str) -> None:
    assert not independent(source(title="甲", publisher=one), source(id="S3", publisher=other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("转载中新网", "转载站（新华网）"),
        ("中国网（福建日报）", "中国网"),
        ("东南网转三明日报", "东南网"),
        ("东南网转福州日报", "东南网（三明日报）"),
        ("人民网福建转闽西日报", "人民网福建"),
    ],
)
def test_whose_text_it_is_decides_and_not_the_site_that_carries_it(one: str, other: str) -> None:
    assert independent(source(title="甲", publisher=one), source(id="S3", publisher=other))


def test_two_copies_of_one_text_are_one_voice() -> None:
    copies = [source(id=i, title=i, publisher=i, copy_of="S1") for i in ("S2", "S3")]

    assert not independent(*copies)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (said("产量占1/3"), said("产量占1/3。"), True),
        (said("钢占1/3"), said("钢占1/4"), False),
        (said(LONG), said(LONG.replace("省", "")), False),
        (said(LONG, "missing"), said(LONG.replace("省", ""), "weak"), True),
        (said(LONG, "missing"), said(LONG.replace("省", "")), False),
        (said(LONG, "missing"), said("缺少模具", "missing"), False),
    ],
)
def test_paraphrases_are_one_sentence_where_both_prove_a_gap(
    one: Evidence, other: Evidence, *, same: bool
) -> None:
    assert same_sentence(one, other) is same
