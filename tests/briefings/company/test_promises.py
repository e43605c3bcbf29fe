"""What must not be promised: article and number beside it, in words, writing and contract alike."""

from dataclasses import replace

from briefings.company.promises import FAVOURS, TABLE_CLOSED, forbidden_promises, told
from briefings.company.sources import NumberedSources
from policies.model import NamedAct
from tests.builders import make_chain
from tests.papers.states import make_state


def test_the_law_is_named_with_article_and_its_note_with_number_date_and_source() -> None:
    sources = NumberedSources()

    text, cites = told(FAVOURS, make_state(make_chain("ore>acid")), sources)

    assert "口头、书面、合同都不得承诺" in text
    assert "《公平竞争审查条例》第十条" in text
    assert "《公平竞争审查条例实施办法》第二条、第十九条" in text
    notes = [sources.listed()[number - 1] for number in cites]
    assert any("国务院令第783号" in note and "2024-08-01起施行" in note for note in notes)
    assert len(notes) == 1
    assert notes[0].count("读自") == 2


def test_funds_are_told_as_they_are_and_never_offered() -> None:
    lines = list(forbidden_promises(make_state(make_chain("ore>acid")), NumberedSources()))

    [funds] = [line for line, _ in lines if "基金" in line.partition("（")[0]]
    assert "已有的基金只说现状" in funds
    assert "第十七条" in funds


def test_without_the_table_of_law_the_promises_stay_forbidden() -> None:
    state = make_state(make_chain("ore>acid"))
    closed = replace(state, policies=replace(state.policies, rules={}, open_tables=frozenset()))

    lines = list(forbidden_promises(closed, NumberedSources()))

    assert len(lines) == 3
    assert all(TABLE_CLOSED in line for line, _ in lines)


def test_a_forbidden_act_of_the_national_list_stands_among_them() -> None:
    fields = {
        "act": "以地价返还招商", "document": "清单", "number": "", "article": "第二条",
        "issuer": "某委", "issued": "2026-12-01", "effective": "", "source": "清单原文", "url": "",
    }  # fmt: skip
    acts = tuple(
        NamedAct.model_validate({"kind": kind} | fields) for kind in ("forbidden", "encouraged")
    )
    state = replace(make_state(make_chain("ore>acid")), acts=acts)

    lines = list(forbidden_promises(state, NumberedSources()))

    assert [said for said in lines if "地价返还招商" in said[0]] == [
        ("以地价返还招商（《清单》第二条）", (4,))
    ]
