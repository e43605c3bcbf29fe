"""四维研判 on paper: the conclusion, then the four parts numbered as official documents are.

一、 a part, （一） a sentence, 1. the plots and companies behind it. Every sentence cites its
sources; the words of an editor and the computed ones both stand there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefings.analysis.analysis import PARTS, Analysis, Sentence, more_plots_text
from briefings.company.sources import NumberedSources
from briefings.paper_form import USUAL_FORM, PaperForm
from chains.evidence.registered_names import NamesOnce
from chains.source_words import source_text
from files.office import CHINA
from ledger.meeting.rewordings import Rewording
from papers.renderers.blocks import (
    Block,
    Bullets,
    Cites,
    Heading,
    Notes,
    Paper,
    Paragraph,
    Part,
    Run,
    Runs,
    Style,
    Tone,
    say,
)
from papers.renderers.naming import file_stem
from papers.renderers.numbering import chinese_number
from papers.renderers.word import to_word
from papers.renderers.writing import Job

KIND = "四维研判"
_FIRST_NAMED = re.compile("，先看[^；。]*")
READING = (
    "说明：各句由图谱、证据、地块和企业名录按公开规则算出；缺口只算来源或核实说薄弱、缺失的。"
    "可突破空间要求上下游过半，并且至少有一块真实地块通过门槛。企业列名不表示有投资意向。"
)


def analysis_job(analysis: Analysis, form: PaperForm = USUAL_FORM) -> Job:
    """Return the Word document as a file to be made."""
    stem = file_stem(KIND, analysis.chain_name, analysis.day, analysis.version)
    return Job(f"{stem}.docx", lambda: to_word(analysis_paper(analysis, form)))


def analysis_paper(analysis: Analysis, form: PaperForm = USUAL_FORM) -> Paper:
    """Return what the paper says, for any renderer."""
    sources, spelled = NumberedSources(), NamesOnce(analysis.names)
    blocks: list[Block] = [
        Paragraph((Run("结论：", Tone.STRONG), Run(analysis.conclusion)), Style.BODY)
    ]
    for at, (key, title) in enumerate(PARTS.items(), start=1):
        blocks.append(Heading(f"{chinese_number(at)}、{title}"))
        blocks += _part(_spelled(analysis, key, spelled), key, sources)
    blocks.append(Paragraph(say(READING), Style.SMALL))
    blocks.append(Notes(sources.listed()))
    part = Part(f"{analysis.chain_name}产业链四维研判", tuple(blocks))
    named, day, version = analysis.chain_name, analysis.day, analysis.version
    return Paper(KIND, named, day, version, (part,), form=form)


def _spelled(analysis: Analysis, key: str, spelled: NamesOnce) -> Analysis:
    """Return the analysis with residents whole where a part first names them.

    An editor's words stay as he wrote them.
    """
    told = tuple(
        sentence
        if sentence.rewording
        else replace(sentence, computed=spelled.in_text(analysis.chain_id, sentence.computed))
        for sentence in analysis.parts[key]
    )
    return replace(analysis, parts={**analysis.parts, key: told})


def _part(analysis: Analysis, key: str, sources: NumberedSources) -> Iterator[Block]:
    sentences = analysis.strategies if key == "strategies" else analysis.parts[key]
    for number, sentence in enumerate(sentences, start=1):
        yield from _sentence(number, sentence, sources)
    further = len(sentences) + 1
    if key == "shortfalls" and analysis.unchecked:
        yield _plain(further, _unchecked(analysis.unchecked))
    if key == "strategies":
        if analysis.check_first:
            named = "、".join(analysis.check_first)
            yield _plain(further, f"先核后招：先查清{named}，查清以后再定招不招、招谁。")
        elif not sentences:
            yield _plain(further, "没有缺口和补链方向，暂不列招引对象。")
        yield from _leads(analysis.leads, sources)


def _unchecked(names: Sequence[str]) -> str:
    return f"未核实的 {len(names)} 个环节是：{'、'.join(names)}；没有人查过，不等于没有。"


def _leads(leads: Sequence[Sentence], sources: NumberedSources) -> Iterator[Block]:
    """What sources say of the desks' places: for those who go there, and no strategy."""
    if not leads:
        return
    yield Paragraph(say("各片区已有的线索（供走访时用，不是策略）：", tone=Tone.MUTED))
    yield Bullets(
        tuple((Run(f"{_ended(s.text)}", cites=_cites(s, sources)),) for s in leads), numbered=True
    )


def _sentence(number: int, sentence: Sentence, sources: NumberedSources) -> Iterator[Block]:
    written = sentence.rewording
    said = sentence.text if written or not sentence.companies else _without_first(sentence.text)
    lead = Run(f"{_number(number)}{_ended(said)}", Tone.PLAIN, _cites(sentence, sources))
    yield Paragraph((lead, Run(_by(written), Tone.MUTED)) if written else (lead,))
    if written:
        yield Paragraph(say(f"算出的原句：{sentence.computed}"), Style.SMALL)
    if sentence.is_outdated and written:
        yield Paragraph(say(f"改写时算出的是：{written.sentence.computed}"), Style.SMALL)
    rows = tuple(_rows(sentence, sources))
    if len(rows) == 1:
        yield Paragraph(rows[0])
    elif rows:
        yield Bullets(rows, numbered=True)


def _without_first(text: str) -> str:
    """Take the companies named first out of a sentence: all of them stand below it."""
    return _FIRST_NAMED.sub("", text)


def _plain(number: int, text: str) -> Paragraph:
    return Paragraph(say(f"{_number(number)}{text}"))


def _number(number: int) -> str:
    return f"（{chinese_number(number)}）"


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def _cites(sentence: Sentence, sources: NumberedSources) -> Cites:
    """The sources a sentence names, and those that say so of the links it speaks of.

    A sentence that found nothing went through links without naming them: it cites none of theirs.
    """
    cited = [source_text(source) for source in sentence.sources]
    for finding in sentence.links:
        if finding.link.name in sentence.computed:
            known = finding.chain.source_by_id
            cited += [source_text(known[e.source]) for e in finding.standing.rests_on]
    return sources.cite(*cited)


def _by(written: Rewording) -> str:
    return f"（{written.by} {written.at.astimezone(CHINA):%Y-%m-%d} 改写）"


def _rows(sentence: Sentence, sources: NumberedSources) -> Iterator[Runs]:
    for plot in sentence.plots:
        text = f"地块 {plot.name}（{plot.county}）：{plot.says}。"
        yield (Run(text, Tone.PLAIN, sources.cite(plot.source)),)
    if sentence.more_plots:
        yield (Run(more_plots_text(sentence), Tone.MUTED),)
    if sentence.companies:
        named = "、".join(f"{c.name}（{c.city or c.province}）" for c in sentence.companies)
        cites = sources.cite(*(company.source_title for company in sentence.companies))
        yield (Run(f"目标企业：{named}。", Tone.PLAIN, cites),)
