"""What an upload is shown as: its problems, and its plots as they will be stored."""

import csv
import io
from datetime import date

from components.importing.upload_problems import REPEAT, WHOLE_FILE, problem_frame, problems_csv
from components.plots.uploading.preview import FIRST, NOT_SHOWN, PLACE, preview_frame
from files.sheets.refusals import RowProblem
from geodata.model import Plot
from tests.builders import HOSTILE

LIVE = '=HYPERLINK("http://x")'


def make_plot(plot_id: str = "A1", **fields: object) -> Plot:
    given = {"name": "地块", "kind": "idleland", "county": "三元区", "source": "清单", **fields}
    return Plot.model_validate({"id": plot_id, **given})


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = RowProblem(79, "坐标系", "坐标系是西安80，不能导入：请转换后再导入")

    [row] = problem_frame([problem]).to_numpy().tolist()

    assert row == ["79", "坐标系", "坐标系是西安80，不能导入", "请转换后再导入"]


def test_a_problem_without_advice_tells_to_correct_the_cell() -> None:
    [row] = problem_frame([RowProblem(3, "净高", "应当是数字（填写值：高）")]).to_numpy().tolist()

    assert row == ["3", "净高", "应当是数字（填写值：高）", REPEAT]


def test_what_may_stand_there_is_the_advice_and_brackets_stay_closed() -> None:
    text = "不在允许的取值内（填写值：东北；可填：三元区、沙县区）"

    [row] = problem_frame([RowProblem(79, "县区", text)]).to_numpy().tolist()

    assert row[2:] == ["不在允许的取值内（填写值：东北）", "可填：三元区、沙县区"]


def test_a_problem_of_the_file_has_no_row_number() -> None:
    assert problem_frame([RowProblem(0, "", "文件是空的")])["行"].tolist() == [WHOLE_FILE]


def test_every_problem_is_listed() -> None:
    assert len(problem_frame([RowProblem(n, "名称", "不能为空") for n in range(9999)])) == 9999


def test_the_file_of_problems_opens_in_excel_and_holds_no_formula() -> None:
    raw = problems_csv([RowProblem(2, LIVE, "=1+1；请改"), RowProblem(3, "名称", "@x")])

    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows[1] == ["2", f"'{LIVE}", "'=1+1", "请改"]
    assert rows[2][2] == "'@x"


def test_the_preview_shows_only_what_is_filled_in_under_the_headings_of_the_form() -> None:
    frame = preview_frame([make_plot(area_mu=100.5, checked_on=date(2026, 11, 1))])

    assert frame.iloc[0].to_dict() == {
        "编号": "A1",
        "名称": "地块",
        "类型": "闲置土地",
        "县区": "三元区",
        "用地面积(亩)": "100.5",
        "来源": "清单",
        "核对日期": "2026-11-01",
    }


def test_the_preview_shows_no_contact() -> None:
    frame = preview_frame([make_plot(contact="张三 13800001234")])

    assert frame["联系人"].tolist() == [NOT_SHOWN]


def test_the_preview_tells_position_datum_and_boundary() -> None:
    given = {"longitude": 117.5, "latitude": 26.2, "given": (117.5, 26.2), "datum": "wgs84"}
    ring = ((117.5, 26.2), (117.6, 26.2), (117.6, 26.3), (117.5, 26.2))

    frame = preview_frame([make_plot(position=given, boundary=(ring,))])

    row = frame.iloc[0]
    assert (row["经度"], row["纬度"], row["坐标系"]) == ("117.5", "26.2", "WGS-84")
    assert row[PLACE] == "117.500000,26.200000"
    assert row["边界"] == "3 个界址点"


def test_the_preview_ends_after_its_first_rows() -> None:
    assert len(preview_frame([make_plot(f"A{n}") for n in range(FIRST + 5)])) == FIRST


def test_hostile_text_stays_what_it_is() -> None:
    assert preview_frame([make_plot(name=HOSTILE)])["名称"].tolist() == [HOSTILE]
