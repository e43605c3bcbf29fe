"""Cells as vendors write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.sheets.values import WrongValue
from targets.vendor.columns import VendorCellKind
from targets.vendor.values import READERS, is_empty, read_names, read_status
from targets.vendor.written.money import CURRENCIES, Money, read_money


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("13,400万元", 13_400, "人民币"),
        ("13400万", 13_400, "人民币"),
        ("500万美元", 500, "美元"),
        ("1000.000000万人民币", 1000, "人民币"),
        ("人民币1000万元", 1000, "人民币"),
        ("1000万元人民币", 1000, "人民币"),
        ("500万元人民币整", 500, "人民币"),
        ("5000万(元)", 5000, "人民币"),
        ("5000万\uff08元\uff09", 5000, "人民币"),
        ("10亿元", 100_000, "人民币"),
        ("12000元", 1.2, "人民币"),
        ("1,000万港元", 1000, "港元"),
        ("30万英镑", 30, "英镑"),
        ("0", 0, "人民币"),
    ],
)
def test_amounts_are_read_in_ten_thousands(written: str, amount: float, currency: str) -> None:
    assert read_money(written) == Money(amount, currency)


@pytest.mark.parametrize("written", ["-", " - ", "人民币", "", "暂无", "未公开"])
def test_a_cell_without_an_amount_is_unknown_and_not_zero(written: str) -> None:
    assert read_money(written) is None


def test_an_amount_without_a_unit_is_not_guessed() -> None:
    with pytest.raises(WrongValue, match="没有写单位"):
        read_money("1000")


def test_the_unit_may_stand_in_the_heading() -> None:
    assert read_money("1000", "万元") == Money(1000)
    assert read_money("1000", "元") == Money(0.1)


@pytest.mark.parametrize("written", ["很多", "-500万元", "1万2千", "1.2.3万元", "=1+1", "∞万元"])
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(WrongValue, match="应当是金额"):
        read_money(written)


@given(
    st.integers(0, 10**10).map(lambda cents: cents / 100), st.sampled_from([*CURRENCIES.values()])
)
def test_an_amount_written_down_is_read_back(amount: float, currency: str) -> None:
    money = Money(amount, currency)

    assert read_money(str(money)) == money


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("甲公司；乙公司", ("甲公司", "乙公司")),
        ("甲公司;\n乙公司", ("甲公司", "乙公司")),
        ("甲公司,\n乙公司、丙公司", ("甲公司", "乙公司", "丙公司")),
        ("甲（福建）公司（2010-01至2015-02）", ("甲（福建）公司",)),
        ("甲\uff08福建\uff09公司\uff082010年至2015年\uff09", ("甲\uff08福建\uff09公司",)),
        ("Foo Co., Ltd.;甲公司", ("Foo Co., Ltd.", "甲公司")),
        ("甲公司；甲公司；-", ("甲公司",)),
    ],
)
def test_former_names_are_told_apart(written: str, names: tuple[str, ...]) -> None:
    assert read_names(written) == names


@pytest.mark.parametrize(
    "status", ["存续", "在业", "存续（在营、开业、在册）", "吊销，未注销", "仍注册", "核准设立"]
)
def test_known_states_of_registers_are_kept_as_written(status: str) -> None:
    assert read_status(status) == status


def test_an_unknown_state_is_refused_with_those_there_are() -> None:
    with pytest.raises(WrongValue, match="不认识的登记状态"):
        read_status("正在考虑")


@given(st.sampled_from([*READERS]), st.text(max_size=60))
def test_any_cell_is_read_or_refused(form: VendorCellKind, cell: str) -> None:
    text = cell.strip()
    if is_empty(text):
        return
    with suppress(WrongValue):
        READERS[form](text, "")
