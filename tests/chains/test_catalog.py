"""One broken file closes itself and says where; the others open."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chains.catalog import CLOSED_CHAIN, Catalog, load_catalog
from chains.model import Grade
from chains.settings import DATA, Settings
from files.errors import NotFound
from tests.builders import HOSTILE, write_chain

Break = Callable[[str], str]


def shipped_copy(folder: Path) -> Path:
    copy = folder / "data"
    copy.mkdir()
    for path in DATA.glob("*.yaml"):
        shutil.copy(path, copy)
    return copy


def broken(folder: Path, change: Break) -> tuple[Catalog, list[str]]:
    """Load a copy of the shipped data with fluorine.yaml changed; also return what is said."""
    copy = shipped_copy(folder)
    path = copy / "fluorine.yaml"
    text = path.read_text("utf-8")
    assert change(text) != text, "the change must hit something"
    path.write_text(change(text), "utf-8")
    catalog = load_catalog(shipped=copy)
    [error] = catalog.problems
    assert error.path.name == "fluorine.yaml"
    return catalog, [str(problem) for problem in error.problems]


def replacing(old: str, new: str) -> Break:
    return lambda text: text.replace(old, new, 1)


def line_of(text: str) -> int:
    lines = (DATA / "fluorine.yaml").read_text("utf-8").splitlines()
    return next(i for i, line in enumerate(lines, start=1) if text in line)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replacing("industry:", "industri:"), "不认识的键"),
        (replacing("presence: present", "presence: half"), "不在允许的取值内（填写值：half"),
        (replacing("- power", "- powr"), "不在允许的取值内（填写值：powr"),
        (replacing("source: S27", "source: S27x"), "没有登记"),
        (replacing("stage: upstream", "stage: 上游"), "不在允许的取值内（填写值：上游"),
        (replacing("id: sulfuric_acid", "id: fluorite_mining"), "用了两次"),
        (replacing("weight: 3", "weight: 7"), "不能大于 3"),
        (replacing("weight: 3", "weight: 重"), "应当是整数"),
        (replacing("to: fluorite_beneficiation", "to: nowhere"), "没有编号为 nowhere 的环节"),
        (replacing("- 东莹化工", "- 不存在的厂"), "没有写进 enterprises"),
        (replacing("id: fluorine\n", "id: fluor\n"), "与文件名"),
        (replacing("name: 氟新材料", "name: ''"), "不能为空"),
        (replacing("name: 萤石开采", 'name: "萤\\u202e石"'), "控制字符"),
        (replacing("links:", "links: !!set"), "标签"),
        (replacing("links:", "links: &all"), "锚点"),
        (replacing("  - id: fluorite_mining", "\t- id: fluorite_mining"), "制表符"),
        (replacing("name_status: compiled", "name_status: maybe"), "写法不对"),
        (replacing("basis: common", "basis: memory"), "只能是 source 或 common"),
        (replacing("url: http", "url: javascript:http"), "写法不对"),
        (lambda _: "", "文件里没有内容"),
        (lambda _: "- a\n- b\n", "不是产业链文件"),
        (
            lambda _: "id: fluorine\nname: 氟\nname_status: compiled\nlinks: []\n",
            "至少要有一个环节",
        ),
        (lambda text: text + "\nid: again\n", "写了两次"),
    ],
)
def test_a_broken_file_says_what_and_the_other_chains_open(
    tmp_path: Path, change: Break, said: str
) -> None:
    catalog, problems = broken(tmp_path, change)

    assert any(said in problem for problem in problems), problems
    assert len(catalog.chains) == 15
    assert "fluorine" not in catalog.chains


def test_a_problem_stands_at_its_line(tmp_path: Path) -> None:
    _, [problem] = broken(tmp_path, replacing("presence: present", "presence: half"))

    line = line_of("presence: present")
    assert problem.startswith(f"第{line}行「links › fluorite_mining › presence」：")


def test_all_problems_of_a_file_are_said_at_once(tmp_path: Path) -> None:
    both = replacing("industry:", "industri:")
    _, problems = broken(tmp_path, lambda text: both(text).replace("weight: 3", "weight: 9", 2))

    assert len(problems) == 3


def test_flows_in_a_circle_are_refused_unless_one_is_a_loop(tmp_path: Path) -> None:
    back = "flows:\n  - {from: fluorite_beneficiation, to: fluorite_mining, weight: 1"

    _, [problem] = broken(tmp_path, replacing("flows:", back + "}"))

    assert "绕成了圈" in problem
    assert "loop: true" in problem


def test_a_marked_loop_is_accepted(tmp_path: Path) -> None:
    copy = shipped_copy(tmp_path)
    path = copy / "fluorine.yaml"
    back = "flows:\n  - {from: fluorite_beneficiation, to: fluorite_mining, weight: 1, loop: true}"
    path.write_text(path.read_text("utf-8").replace("flows:", back, 1), "utf-8")

    assert load_catalog(shipped=copy).problems == ()


def test_deleting_the_evidence_of_a_gap_closes_its_file_at_the_line(tmp_path: Path) -> None:
    path = write_chain(
        tmp_path,
        links=[
            {
                "id": "fabric",
                "name": "面料",
                "stage": "midstream",
                "presence": "missing",
                "presence_basis": "source",
                "evidence": [],
            }
        ],
    )

    [error] = load_catalog(office=tmp_path).problems

    [problem] = error.problems
    assert (error.path, problem.line, problem.where) == (path, 8, "links › fabric › presence")
    assert "没有一条证据写 proves: missing" in problem.text


def test_an_office_adds_a_chain(tmp_path: Path) -> None:
    write_chain(tmp_path)

    catalog = load_catalog(office=tmp_path)

    assert len(catalog.chains) == 17
    assert list(catalog.chains)[-1] == "textiles"


def test_an_office_replaces_a_chain_by_its_id(tmp_path: Path) -> None:
    write_chain(tmp_path, chain="seed", name="自己的种业")

    catalog = load_catalog(office=tmp_path)

    assert (len(catalog.chains), catalog.chain("seed").name) == (16, "自己的种业")


def test_an_office_chain_takes_the_place_of_the_one_it_names(tmp_path: Path) -> None:
    write_chain(tmp_path, replaces="steel_metal")

    catalog = load_catalog(office=tmp_path)

    assert len(catalog.chains) == 16
    assert next(iter(catalog.chains)) == "textiles"


def test_a_broken_office_file_closes_only_itself(tmp_path: Path) -> None:
    write_chain(tmp_path, color="red")

    catalog = load_catalog(office=tmp_path)

    assert (len(catalog.chains), len(catalog.problems)) == (16, 1)


def test_the_data_version_follows_every_byte(tmp_path: Path) -> None:
    before = load_catalog(office=tmp_path).data_version
    path = write_chain(tmp_path)
    added = load_catalog(office=tmp_path).data_version
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")

    assert len({before, added, load_catalog(office=tmp_path).data_version}) == 3


def test_a_hostile_name_is_kept_literally(tmp_path: Path) -> None:
    write_chain(tmp_path, name=HOSTILE)

    assert load_catalog(office=tmp_path).chain("textiles").name == HOSTILE


def closed(shipped: Path) -> str:
    """What is said of the one file of a shipped folder that does not open; all chains do."""
    catalog = load_catalog(shipped=shipped)
    [error] = catalog.problems
    assert len(catalog.chains) == 16
    assert error.closes
    return str(error)


def test_wrong_shared_sources_are_named_and_the_chains_open_without_them(tmp_path: Path) -> None:
    copy = shipped_copy(tmp_path)
    (copy / "sources.yaml").write_text("- {id: S1, title: 题, grade: Z}\n", "utf-8")

    assert re.search(r"sources\.yaml.*grade", closed(copy))


def test_what_only_a_closed_list_proves_is_not_believed(tmp_path: Path) -> None:
    copy = shipped_copy(tmp_path)
    (copy / "sources.yaml").unlink()

    chains = load_catalog(shipped=copy).chains.values()

    unseen = [s for chain in chains for s in chain.sources if "来源表没有打开" in s.title]
    assert unseen
    assert {source.grade for source in unseen} == {Grade.D}


@pytest.mark.parametrize("content", [None, "", "order: 1\n"])
def test_without_settings_those_of_the_program_count(tmp_path: Path, content: str | None) -> None:
    copy = shipped_copy(tmp_path)
    path = copy / "settings.yaml"
    path.unlink()
    if content is not None:
        path.write_text(content, "utf-8")

    assert "settings.yaml" in closed(copy)
    assert load_catalog(shipped=copy).settings == Settings()


def test_a_chain_that_is_gone_is_named(tmp_path: Path) -> None:
    copy = shipped_copy(tmp_path)
    (copy / "fluorine.yaml").unlink()

    [error] = load_catalog(shipped=copy).problems

    assert (error.path.name, error.closes) == ("fluorine.yaml", CLOSED_CHAIN)


def test_a_shared_source_registered_twice_is_refused(tmp_path: Path) -> None:
    copy = shipped_copy(tmp_path)
    path = copy / "sources.yaml"
    path.write_text(path.read_text("utf-8") * 2, "utf-8")

    assert "用了两次" in closed(copy)


def test_asking_for_an_unknown_chain_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="fluorine"):
        load_catalog().chain("nope")


def test_an_office_chain_that_names_a_chain_not_there_is_noticed(tmp_path: Path) -> None:
    write_chain(tmp_path, replaces="nothing_of_that_name")

    [(path, problem)] = load_catalog(office=tmp_path).notices

    assert (path.name, problem.line, problem.where) == ("textiles.yaml", 0, "replaces")
