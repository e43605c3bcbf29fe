"""共同问题和不可承诺: what is asked of every company, and what may be promised to none."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefings.company.profile import Cites
from briefings.company.promises import forbidden_promises
from briefings.company.sources import NumberedSources
from briefings.state.state import DataState
from geodata.matching.chemical import revoked_text
from geodata.parks import ChemicalStatus

NO_INTENT = "不得称企业已有投资意向：动向只说明发生过什么"
QUESTIONS = (
    (
        "今后两年有没有新建、扩建、技改？已公告、已环评、已拿地的各到哪一步？",
        "记文件名、文号、日期；没有就记“没有”",
    ),
    (
        "若建新厂，投资、用地、厂房、用电、蒸汽、用水、废水、能耗、碳排放各要多少？",
        "填《一企一表》背面，先看门槛",
    ),
    ("选址最看重哪三条？最怕哪一条？还在比较哪些地方？", "原话记下，不评别处"),
    ("上游买什么、从哪里买？下游卖给谁？福建有没有供应商、客户？", "以商招商的线索"),
    ("有没有三明籍的负责人、骨干，或校友、商会关系？", "只记姓名和职务，经本人同意"),
    ("投资由谁决定？走什么程序？多长时间？下一次找谁？", "记职务和时间"),
    ("有没有别的县、别的片区先来谈过？", "首招登记以登记时刻为准"),
    ("对在三明的企业有什么话要带？", "转给县里答复"),
)
OFFICE_RULES = (
    "不许指标：用地、能耗、排放总量、危废处置，一律答“按程序办，由主管部门书面答复”",
    "不许地块：没有写进台账、没有过门槛的地块不提名称和价格",
    NO_INTENT,
    "不可把“未核实”说成“三明缺”，也不可转述在明企业的经营情况",
)
"""What an office tells its own people; it rests on no article."""
READING = (
    ("有基础", "有来源说我市已有"),
    ("未核实", "没有人查过，不等于没有，不是缺口"),
    ("缺口", "有来源或核实记录说薄弱、缺失"),
    ("稳链", "只有一家在做，多条路要过它"),
)


@dataclass(frozen=True, slots=True)
class CommonPage:
    """共同问题和不可承诺: the page that goes along with every company page.

    `limits` and `parks` are texts with the numbers of `sources`; `parks` are the chemical parks
    that may not be offered, each with its notice whole.
    """

    questions: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, Cites], ...]
    parks: tuple[tuple[str, Cites], ...]
    sources: tuple[str, ...]


def common_page(state: DataState) -> CommonPage:
    """Return the page in one state of the data."""
    sources = NumberedSources()
    limits = tuple(_limits(state, sources))
    parks = tuple(_parks(state, sources))
    return CommonPage(QUESTIONS, limits, parks, sources.listed())


def general_limits(state: DataState, sources: NumberedSources) -> tuple[str, ...]:
    """List what nobody may promise to any company, each with the numbers of its sources."""
    return (*(text + _numbers(c) for text, c in forbidden_promises(state, sources)), NO_INTENT)


def _numbers(cites: Cites) -> str:
    return "".join(f"[{number}]" for number in cites)


def _limits(state: DataState, sources: NumberedSources) -> Iterator[tuple[str, Cites]]:
    yield from forbidden_promises(state, sources)
    yield from ((text, ()) for text in OFFICE_RULES)


def _parks(state: DataState, sources: NumberedSources) -> Iterator[tuple[str, Cites]]:
    """Tell every park that lost its status; those that fell by one notice together."""
    parks = state.places.parks
    alike: dict[tuple[str, str], list[str]] = {}
    for park in parks.chemical:
        if park.status is ChemicalStatus.REVOKED:
            why = revoked_text(park).replace(f"「{park.name}」", "", 1)
            alike.setdefault((why, parks.cite(park.sources)), []).append(park.name)
    for (why, source), names in alike.items():
        yield f"{'；'.join(names)}：{why.lstrip('的')}", sources.cite(source)
    for park in parks.chemical:
        if park.status is not ChemicalStatus.REVOKED:
            doubt = f"；{park.doubt}" if park.doubt else ""
            text = f"{park.name}：{park.notice}（{park.date}）{doubt}，核实前也不得推荐"
            yield text, sources.cite(parks.cite(park.sources))
