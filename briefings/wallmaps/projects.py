"""公开项目图: the projects that public sources report, by chain."""

from collections.abc import Sequence

from briefings.wallmaps.model import Item, ListsBody, Section
from briefings.wallmaps.notes import NoteNumbers
from chains.gaps.assessment import Assessment
from chains.model import Project

LEAD = "公开来源报道的项目，阶段以来源所说的时间为准；不是项目库，投资额口径不同，不相加。"


def projects_figures(assessments: Sequence[Assessment]) -> tuple[tuple[str, str], ...]:
    """The figures at the head; a project named in two chains counts in both."""
    projects = [project for a in assessments for project in a.chain.projects]
    stated = sum(project.investment_100m_yuan is not None for project in projects)
    return (("公开项目", str(len(projects))), ("写明投资额的", str(stated)))


def projects_body(assessments: Sequence[Assessment], notes: NoteNumbers) -> ListsBody:
    """Return the projects by chain, chains in the order given."""
    return ListsBody((), tuple(_chain(a, notes) for a in assessments), columns=5)


def _chain(assessment: Assessment, notes: NoteNumbers) -> Section:
    items = tuple(_item(project, notes) for project in assessment.chain.projects)
    return Section(assessment.chain.name, items, f"{len(items)} 个", "没有查到公开项目。")


def _item(project: Project, notes: NoteNumbers) -> Item:
    money = project.investment_100m_yuan
    said = (
        project.county or "县区未核实",
        f"投资 {money:g} 亿元" if money is not None else "投资未核实",
        project.stage or "阶段未核实",
        project.as_of or "时间不明",
    )
    return Item(project.name, f"{'，'.join(said)}{notes.cite(project.sources)}")
