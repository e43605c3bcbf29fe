"""A name is found by its sound: whole syllables anywhere, first letters where it begins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.spelling.pinyin import sound_lines, sounds_of


def is_found(name: str, typed: str) -> bool:
    return any(sound in line for sound in sounds_of(typed) for line in sound_lines(name))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("浙江三美化工股份有限公司", "sanmei"),
        ("浙江三美化工股份有限公司", "zhejiangsanmei"),
        ("浙江三美化工股份有限公司", "zjsm"),
        ("浙江三美化工股份有限公司", "smhg"),
        ("海格思科技有限公司", "haigesi"),
        ("海格思科技有限公司", "hgs"),
        ("厦门钨业股份有限公司", "xiamen"),
        ("厦门钨业股份有限公司", "xmwy"),
        ("厦门钨业股份有限公司", "wuye"),
        ("重庆长安汽车股份有限公司", "changan"),
        ("重庆长安汽车股份有限公司", "chang'an"),
        ("中国银行股份有限公司", "yinhang"),
        ("燁輝企業股份有限公司", "yehui"),
        ("绿业有限公司", "lvye"),
        ("TCL中环新能源", "zhonghuan"),
        ("福建省美食达人", "mei"),
    ],
)
def test_a_name_is_found_by_its_sound(name: str, typed: str) -> None:
    assert is_found(name, typed)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("浙江三美化工股份有限公司", "anmei"),  # no syllable begins there
        ("浙江三美化工股份有限公司", "mh"),  # first letters of the middle
        ("浙江三美化工股份有限公司", "mei"),  # one syllable of the middle
        ("浙江三美化工股份有限公司", "gfyxgs"),  # everybody's legal form
        ("西安某厂", "xian1"),
        ("三美", "san mei"),
        ("三美", "s"),
        ("三美", ""),
    ],
)
def test_other_letters_do_not_find_it(name: str, typed: str) -> None:
    assert not is_found(name, typed)


@settings(deadline=None)  # the first example reads the tables
@given(st.text(max_size=60))
def test_any_text_can_be_typed_and_named(text: str) -> None:
    lines = sound_lines(text)

    assert all(len(line) > 1 for line in lines)
    assert not any("\n" in line for line in lines)
    assert len(sounds_of(text)) <= 9


def test_letters_that_may_be_read_in_many_ways_stay_bounded() -> None:
    assert len(sounds_of("anganganganganganganganganganganganga")) <= 9
