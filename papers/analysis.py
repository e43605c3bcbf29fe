"""四维研判 on paper: each sentence with the rows behind it, the computed and the written words."""

from collections.abc import Iterator

from briefings.analysis.analysis import PARTS, Analysis, Sentence, link_row_text, more_plots_text
from briefings.company.sources import NumberedSources
from chains.gaps.wording import points
from chains.source_words import source_text
from files.office import CHINA
from ledger.meeting.rewordings import Rewording
from papers.renderers.blocks import (
    Block,
    Bullets,
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
from papers.renderers.word import to_word
from papers.renderers.writing import Job

KIND = "四维研判"
READING = (
    "各句由图谱、证据、地块和企业名录按公开规则算出。改写的句子写明谁在何时改写，算出的原句并列保留。",
    "缺口只算来源或核实说薄弱、缺失的；未核实不等于缺失。评分是区间，不表示企业有投资意向。",
    "可突破空间要求上下游过半，并且至少有一块真实地块通过门槛（项目自己的数字以后再比），示例地块不算。",
)


def analysis_job(analysis: Analysis) -> Job:
    """Return the Word document as a file to be made."""
    stem = file_stem(KIND, analysis.chain_name, analysis.day, analysis.version)
    return Job(f"{stem}.docx", lambda: to_word(analysis_paper(analysis)))


def analysis_paper(analysis: Analysis) -> Paper:
    """Return what the paper says, for any renderer."""
    sources = NumberedSources()
    blocks: list[Block] = [Paragraph(say(text), Style.SMALL) for text in READING]
    for key, title in PARTS.items():
        blocks.append(Heading(title))
        for number, sentence in enumerate(analysis.parts[key], start=1):
            blocks += _sentence(number, sentence, sources)
    blocks.append(Notes(sources.listed()))
    part = Part(f"{analysis.chain_name}：四维研判", tuple(blocks))
    return Paper(KIND, analysis.chain_name, analysis.day, analysis.version, (part,))


def _sentence(number: int, sentence: Sentence, sources: NumberedSources) -> Iterator[Block]:
    cites = sources.cite(*(source_text(source) for source in sentence.sources))
    lead = Run(f"{number}. {sentence.text}", Tone.STRONG, cites)
    written = sentence.rewording
    yield Paragraph((lead, Run(_by(written), Tone.MUTED)) if written else (lead,))
    if written:
        yield Paragraph(say(f"算出的原句：{sentence.computed}"), Style.SMALL)
    if sentence.is_outdated and written:
        yield Paragraph(say(f"改写时算出的是：{written.sentence.computed}"), Style.SMALL)
    rows = tuple(_rows(sentence, sources))
    if rows:
        yield Bullets(rows)


def _by(written: Rewording) -> str:
    return f"（{written.by} {written.at.astimezone(CHINA):%Y-%m-%d} 改写）"


def _rows(sentence: Sentence, sources: NumberedSources) -> Iterator[Runs]:
    for finding in sentence.links:
        known = finding.chain.source_by_id
        cited = dict.fromkeys(e.source for e in finding.link.evidence)
        cites = sources.cite(*(source_text(known[i]) for i in cited))
        yield (Run(link_row_text(finding), Tone.PLAIN, cites),)
    for plot in sentence.plots:
        cites = sources.cite(plot.source)
        text = f"地块 {plot.name}（{plot.county}）：{plot.says}"
        yield (Run(text, Tone.PLAIN, cites),)
    if sentence.more_plots:
        yield (Run(more_plots_text(sentence), Tone.MUTED),)
    for company in sentence.companies:
        cites = sources.cite(company.source_title)
        place = company.city or company.province
        text = f"企业 {company.name}（{place}）：评分 {points(company.score)}"
        yield (Run(text, Tone.PLAIN, cites),)
