"""Of which time a statement may speak: each kind planted, refused by file and line."""

from pathlib import Path

import pytest

from tests.chains.evidence.planted import SOURCES, link, refused, row

AS_OF = "links › fabric › evidence › 第1项 › as_of"
SAYS = "links › fabric › evidence › 第1项 › says"


@pytest.mark.parametrize(
    ("times", "too_old"),
    [
        (["2016-11"], [1]),
        (["2012", "2016-09"], [1, 2]),
        (["2016-12"], []),
        (["2016"], []),
        (["2012", "2020"], [1]),
    ],
)
def test_what_was_said_before_december_2016_proves_nothing_of_today(
    tmp_path: Path, times: list[str], too_old: list[int]
) -> None:
    said = [row("present", f"年产 {i} 万吨", as_of=time) for i, time in enumerate(times, 1)]

    found = refused(tmp_path, [link("fabric", *said, presence="present")])

    assert [p.where for p in found] == [
        f"links › fabric › evidence › 第{i}项 › as_of" for i in too_old
    ]
    assert all("早于 2016 年 12 月" in p.text for p in found)


@pytest.mark.parametrize("proves", ["present", "weak", "missing", "planned"])
@pytest.mark.parametrize("as_of", ["约2018", "2024-05（推定）", "未显示", "5月", ""])
def test_a_proof_needs_a_year_that_its_source_shows(
    tmp_path: Path, proves: str, as_of: str
) -> None:
    found = refused(tmp_path, [link("fabric", row(proves, "签约", as_of=as_of), presence=proves)])

    assert [p.where for p in found] == ["links › fabric › evidence › 第1项 › as_of"]
    assert "不是来源显示的年份" in found[0].text


@pytest.mark.parametrize(
    ("dated", "as_of", "holds"),
    [
        ("2018-07（年份推定）", "2018-07", False),
        ("2019-10（文内10月12日，年份按届次推定）", "2019-10", False),
        ("2018-07（年份推定）", "2018", False),
        ("2018-07（年份推定）", "2017", True),
        ("2018-07", "2018-07", True),
    ],
)
def test_a_guessed_date_of_a_source_is_no_year_of_a_proof(
    tmp_path: Path, dated: str, as_of: str, *, holds: bool
) -> None:
    sources = [SOURCES[0] | {"date": dated}]
    said = row("present", "年产 1 万吨", as_of=as_of)

    found = refused(tmp_path, [link("fabric", said, presence="present")], sources)

    assert (
        [p.where for p in found] == [] if holds else ["links › fabric › evidence › 第1项 › as_of"]
    )
    assert all("推定的日期" in p.text for p in found)


@pytest.mark.parametrize("proves", ["background", "against", "wanted"])
def test_what_proves_no_presence_may_lack_a_year(tmp_path: Path, proves: str) -> None:
    said = row(proves, "引进织造", as_of="约2018")

    assert refused(tmp_path, [link("fabric", said, presence="unknown")]) == []


def test_an_old_plan_is_kept_for_the_program_to_ask_about(tmp_path: Path) -> None:
    said = row("planned", "签约", as_of="2014-05")

    assert refused(tmp_path, [link("fabric", said, presence="planned")]) == []


@pytest.mark.parametrize(
    ("dated", "as_of", "written"),
    [
        ("2022-08-18(url)", "2022-08", "2022-08（推定）"),
        ("2025（推定）", "2025", "2025（推定）"),
        ("2022-08-18(url)", "2022-08（推定）", ""),
        ("约2017-01（推定，文内为2016年度）", "2016", ""),
        ("2022-08-18", "2022-08", ""),
    ],
)
def test_what_is_only_told_marks_the_guessed_date_of_its_source(
    tmp_path: Path, dated: str, as_of: str, written: str
) -> None:
    said = row("background", "有面料厂", as_of=as_of)

    found = refused(
        tmp_path,
        [link("fabric", said, presence="unknown")],
        [SOURCES[0] | {"date": dated}],
    )

    assert [p.where for p in found] == ([AS_OF] if written else [])
    assert all(f"请写成“{written}”" in p.text for p in found)


@pytest.mark.parametrize(
    ("says", "as_of", "year"),
    [
        ("2019年有企业34家", "2020-08", "2019"),
        ("2017年获评基地，集群有生产企业149家", "2025-03", "2017"),
        ("2019年有企业34家", "2019", ""),
        ("2019年起建，年产 5 万吨", "2025-01", ""),
        ("2021年10月以来年产 5 万吨", "2023", ""),
        ("2020年8月报道：2019年有企业34家", "2020-08", ""),
        ("年产 5 万吨", "2025", ""),
    ],
)
def test_a_proof_carries_the_year_that_its_words_speak_of(
    tmp_path: Path, says: str, as_of: str, year: str
) -> None:
    said = row("present", says, as_of=as_of)
    sources = [SOURCES[0] | {"date": "2020-08-12"}]

    found = refused(tmp_path, [link("fabric", said, presence="present")], sources)

    assert [p.where for p in found] == ([AS_OF] if year else [])
    assert all(f"说的是那一年的事就写 {year}" in p.text for p in found)


@pytest.mark.parametrize(
    ("says", "dated", "holds"),
    [
        ("2023年10月报道：在产", "2023-11-02", False),
        ("2022年报道：在产", "2023-11-02", False),
        ("2023年11月福建日报报道：在产", "2023-11-02", True),
        ("2023年报道：在产", "2023-11-02", True),
        ("2023年10月报道：在产", "2023", True),
        ("2023年10月报道：在产", "2023-11-02(url)", True),
        ("2023年10月投产，有报道", "2023-11-02", True),
        ("2023年10月报道：在产", "未显示", True),
    ],
)
def test_a_report_is_of_the_month_of_its_source(
    tmp_path: Path, says: str, dated: str, *, holds: bool
) -> None:
    said = row("background", says, as_of="2023-10")

    found = refused(
        tmp_path,
        [link("fabric", said, presence="unknown")],
        [SOURCES[0] | {"date": dated}],
    )

    assert [p.where for p in found] == ([] if holds else [SAYS])
    assert all(dated in p.text for p in found)
