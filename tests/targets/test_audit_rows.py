"""Company rows for a second reading: what a reader needs to judge them stands in the row."""

from datetime import date

from chains.audit import SampledRow
from targets.audit_rows import company_rows

TODAY = date(2026, 11, 30)


def row_of(name: str) -> SampledRow:
    [row] = [row for row in company_rows(TODAY) if row.statement.partition(" ")[2] == name]
    return row


def test_what_an_old_source_says_is_printed_as_waiting_to_be_checked() -> None:
    assert (
        "building.waterproof_coating（据旧资料，待核，凭主营产品）"
        in row_of("科顺防水科技股份有限公司").flag
    )


def test_a_list_that_the_own_source_does_not_hold_brings_its_own() -> None:
    source = row_of("天福（开曼）控股有限公司").source

    assert "港股上市公司资料" in source
    assert "；茶业百强 2021：2021年度茶业百强企业名单 http" in source


def test_status_and_former_names_stand_in_the_row() -> None:
    says = row_of("科达制造股份有限公司").says

    assert "｜曾用名 广东科达洁能股份有限公司｜上市，已更名" in says
