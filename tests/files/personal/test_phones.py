"""Telephone numbers are found as people write them, and nothing else is taken for one."""

import time

import pytest

from files.personal.in_data import with_kept_phones_in, without_phones_in
from files.personal.phones import PhoneKind, phones_in, with_kept_phones, without_phones

NUMBERS = """13911112222|１３９１１１１２２２２|139１１１１2222|139 1111 2222|139-1111-2222
139—1111—2222|139.1111.2222|1391111 2222|139 111 12222|13911-112222|1 3 9 1 1 1 1 2 2 2 2
+86 139 1111 2222|139 11112222
+8613911112222|0086-13911112222|86-13911112222|+86（139）1111 2222|８６１３９１１１１２２２２
张三，13911112222，李四|张三13911112222李四|张三/13911112222|手机-13911112222|tel.13911112222
wx13911112222|vx_13911112222|微信：13911112222|13911112222@qq.com|①13911112222|x=13911112222
8222333/13911112222|13911112222、13911113333|0598-8222333|(0598)8222333|（0598）８２２２３３３
0598 8222333转801|0598-8222333-801|0598-8222333、8222444|010-62345678|02162345678
+86 598 8222333|400-123-4567|4001234567|电话8222333|座机：8222333|Tel:8222333"""
OTHERS = """91350400MA13812345678X|91350400158167890X|000138123456789|13911112222000|600519|000858
2026-11-25|2021.11.13|20211201130512|闽政〔2021〕12号|明政办〔2021〕135号|GB/T 13745-2009
《土地管理法》第1391条|用地135.5亩，价格 12.5 万元|1600-2000亩|总投资15000000000元|4000000000元
投资 13911112222 元|117.63123456,26.26123456|坐标 39512345.678,2901234.5|350402001001GB00012
2103-350402-04-01-123456|ZL201310123456.7|http://a.cn/13812345678.html|www.a.cn/13911112222.html
sm.gov.cn/zc/13911112222.htm|邮编365000|192.168.1.100|c1391111222|139****2222|10000亩、20000亩"""


@pytest.mark.parametrize("text", NUMBERS.replace("\n", "|").split("|"))
def test_a_number_is_found_and_covered_as_people_write_it(text: str) -> None:
    covered = without_phones(f"说明{text}。")

    assert phones_in(f"说明{text}。")
    assert "****" in covered
    assert phones_in(covered) == ()
    assert without_phones(covered) == covered


@pytest.mark.parametrize("text", OTHERS.replace("\n", "|").split("|"))
def test_what_is_no_number_to_call_stays(text: str) -> None:
    assert (without_phones(text), phones_in(text)) == (text, ())


def test_the_code_of_the_country_is_not_what_is_shown() -> None:
    assert without_phones("找 +86 139 1111 2222 张三") == "找 139****2222 张三"


def test_only_mobile_numbers_are_covered_where_an_office_names_its_own_line() -> None:
    text = "市商务局 0598-8222333，13911112222"

    assert without_phones(text, PhoneKind.MOBILE) == "市商务局 0598-8222333，139****2222"


def test_what_was_only_shown_covered_goes_back_to_what_is_kept() -> None:
    kept = {"note": "张三13911112222", "list": ["a", "13911113333"], "area": 12.5}
    shown = without_phones_in(kept)

    assert shown == {"note": "张三139****2222", "list": ["a", "139****3333"], "area": 12.5}
    assert with_kept_phones_in(shown, kept) == kept
    assert with_kept_phones("别的", "张三13911112222") == "别的"


@pytest.mark.parametrize(
    "text",
    ["1 " * 2000, "1" * 4000, "a" * 4000 + "1234567", "139-" * 1000, "a.a." * 1000 + "/1234567"],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()

    without_phones(text)

    assert time.process_time() - began < 1
