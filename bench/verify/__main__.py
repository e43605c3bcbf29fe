"""`python -m bench.verify [--papers 20] [--changes 20] [--seed 7] [--office] [--json]`.

Papers of every kind are made and verified: as they are, altered (the mark altered along in three
of four ways), one of each kind in other ways too (rows, pages, pictures, links, what is hidden),
and all again after the data changed. With `--office` both are also saved again by
LibreOffice first. Exit code 1: a change was not found, or one was found that nobody made.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.verify.deeds import Deed, deeds
from bench.verify.office_suite import saved_again
from bench.verify.papers import BenchPaper, change_the_data, make_papers
from bench.verify.pdf import plant_pdf
from bench.verify.planting import WAYS, Planted, plant, tampered
from briefings.state.composing import office, today_here
from files.command_line import ChineseParser, whole_count
from ledger.book.policy import LOCAL
from papers.verification.comparing import Difference
from papers.verification.marks import with_mark
from papers.verification.remaking import PaperOffice
from papers.verification.verifying import PaperStanding, Verification, verify_paper

Alteration = Planted | Deed


@dataclass
class VerifyRound:
    """一轮核对: of how many changes how many were found, and what was found beside them."""

    what: str
    papers: int = 0
    planted: int = 0
    found: int = 0
    false: int = 0
    right_standing: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def take(
        self, name: str, planted: Sequence[Alteration], seen: Verification, right: PaperStanding
    ) -> None:
        """Hold what was seen against what was planted."""
        self.papers += 1
        self.planted += len(planted)
        missed, wrong = held_against(planted, seen.altered)
        self.found += len(planted) - len(missed)
        self.false += len(wrong)
        self.right_standing += seen.standing is right
        self.missed += [f"{name}：{one}" for one in missed]
        self.wrong += [f"{name}：{one}" for one in wrong]
        if seen.standing is not right:
            self.wrong.append(f"{name}：{seen.standing}，应为 {right}；{seen.remarks}")


def held_against(
    planted: Sequence[Alteration], found: Sequence[Difference]
) -> tuple[list[Alteration], list[Difference]]:
    """Return the changes nobody found, and the differences nobody made."""
    missed = [one for one in planted if not any(map(one.is_found_by, found))]
    wrong = [one for one in found if not any(p.is_found_by(one) for p in planted)]
    return missed, wrong


def main() -> int:
    """Make, alter, verify, and print the figures."""
    options = _parser().parse_args()
    random = Random(options.seed)  # noqa: S311  (repeatable, not secret)
    with TemporaryDirectory() as folder:
        os.environ["SANMING_DATA"] = str(Path(folder) / "office")
        outcomes = list(_outcomes(options, random, Path(folder)))
    if options.json:
        told = {"seed": options.seed, "outcomes": [asdict(one) for one in outcomes]}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(outcomes)
    return int(any(one.missed or one.wrong for one in outcomes))


def _parser() -> argparse.ArgumentParser:
    text = "做出各种材料，改动以后核对：找出几处、误报几处"
    parser = ChineseParser(prog="python -m bench.verify", description=text)
    parser.add_argument("--papers", type=whole_count, default=20, help="几份材料，默认 20")
    parser.add_argument("--changes", type=whole_count, default=20, help="每份改几处，默认 20")
    parser.add_argument("--seed", type=whole_count, default=7, help="随机数的种子")
    parser.add_argument("--office", action="store_true", help="另用 LibreOffice 存一遍再核对")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    return parser


def _outcomes(options: argparse.Namespace, random: Random, folder: Path) -> Iterator[VerifyRound]:
    with office(os.environ) as (ledger, state):
        asks = PaperOffice(ledger, os.environ, LOCAL)
        papers = list(islice(make_papers(asks, state), options.papers))
        print(dict(Counter(one.ending for one in papers)), file=sys.stderr)
        altered = [_altered(one, options.changes, random) for one in papers]
        ways = cycle(WAYS)
        forged = [
            tampered(p.ending, a[0], next(ways)) for p, a in zip(papers, altered, strict=True)
        ]
        again = [(paper, paper.content, ()) for paper in papers]
        changed = [(p, f, a[1]) for p, f, a in zip(papers, forged, altered, strict=True)]
        yield _round(asks, "原样", again, PaperStanding.AS_MADE, and_today=True)
        yield _round(asks, "改动，编号有的也改", changed, PaperStanding.ALTERED)
        yield _round(asks, "别的手脚，每份一处", _otherwise(papers), PaperStanding.ALTERED)
        if options.office:
            suited = [one for one in again if one[0].ending in {"docx", "pptx", "xlsx"}]
            saved = saved_again([(p.ending, c) for p, c, _ in suited], folder / "plain")
            resaved = [(p, c, n) for (p, _, n), c in zip(suited, saved, strict=True)]
            yield _round(asks, "LibreOffice 另存，没有改动", resaved, PaperStanding.AS_MADE)
            suited_ = [one for one in changed if one[0].ending in {"docx", "pptx", "xlsx"}]
            saved = saved_again([(p.ending, c) for p, c, _ in suited_], folder / "altered")
            resaved_ = [(p, c, n) for (p, _, n), c in zip(suited_, saved, strict=True)]
            yield _round(asks, "改动后 LibreOffice 另存", resaved_, PaperStanding.ALTERED)
        change_the_data(ledger)
        yield _round(asks, "数据更新后，原样", again, PaperStanding.OUTDATED)
        yield _round(asks, "数据更新后，改动", changed, PaperStanding.ALTERED)


def _otherwise(papers: Sequence[BenchPaper]) -> Iterator[tuple[BenchPaper, bytes, list[Deed]]]:
    """Yield copies of one paper of each kind and format, one deed in each."""
    kinds = {(one.name.partition("_")[0], one.ending): one for one in reversed(papers)}
    for paper in kinds.values():
        for deed in deeds(paper.ending, paper.content):
            yield replace(paper, name=f"{deed.what} {paper.name}"), deed.content, [deed]


def _altered(paper: BenchPaper, count: int, random: Random) -> tuple[bytes, list[Planted]]:
    if paper.ending != "pdf":
        return plant(paper.ending, paper.content, count, random)
    content, planted = plant_pdf(paper.job, count, random)
    return with_mark("pdf", content, paper.mark), planted


def _round(
    asks: PaperOffice,
    what: str,
    papers: Iterable[tuple[BenchPaper, bytes, Sequence[Alteration]]],
    right: PaperStanding,
    *,
    and_today: bool = False,
) -> VerifyRound:
    outcome = VerifyRound(what)
    for paper, content, planted in papers:
        print(f"{what} {paper.name}", file=sys.stderr, flush=True)
        seen = verify_paper(asks, today_here(), paper.name, content, and_today=and_today)
        outcome.take(paper.name, planted, seen, right)
    return outcome


def _print(outcomes: Sequence[VerifyRound]) -> None:
    for one in outcomes:
        print(
            f"{one.what}：{one.papers} 份，改动 {one.planted} 处，找出 {one.found} 处，"
            f"误报 {one.false} 处，结论正确 {one.right_standing} 份"
        )
        for text in (*one.missed, *one.wrong):
            print(f"  {text}")


if __name__ == "__main__":
    sys.exit(main())
