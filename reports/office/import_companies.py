"""`python -m targets import FILE`: a bought list into the ledger, or into a columnar file."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from briefings.targets.import_rules import import_rules
from files.collecting import rarely_collecting
from files.command_line import read_answer
from files.progress import Progress
from files.sheets.preview import HINT_NAMES, STATUS_NAMES
from files.sheets.questions import FileQuestion
from files.sheets.refusals import first_lines, how_many
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
from ledger.company_imports.comparing import ComparedCompany
from ledger.company_imports.files import (
    FileReceipt,
    ListRefused,
    LongList,
    import_columnar,
    is_too_long,
)
from ledger.company_imports.imports import (
    CompanyList,
    CompanyReceipt,
    ImportRules,
    TooManyCompanies,
)
from ledger.company_imports.preview import CompanyPreview, preview_list, rejects_of
from ledger.company_imports.preview_json import PreviewRows, preview_text
from ledger.company_imports.saving import NotAnswered, NotSavable, SavingSink
from ledger.company_imports.vendor_mappings import remembered_mappings
from targets.vendor.apart import read_file_apart
from targets.vendor.headings import OTHER
from targets.vendor.merging import ListSource
from targets.vendor.model import ImportRequest, Sink, VendorReading

if TYPE_CHECKING:
    from files.command_line import ChineseParser

SHOWN = 50  # problems, warnings and unmatched rows printed
EVERY = 20_000  # rows between two words of progress
NOTHING_READ = VendorReading(None, ())


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a list: it went into the ledger, into a columnar file, or nowhere yet."""

    reading: VendorReading
    preview: CompanyPreview | None = None
    rows: PreviewRows | None = None
    receipt: CompanyReceipt | None = None
    columnar: FileReceipt | None = None

    @property
    def is_saved(self) -> bool:
        """Whether anything was saved, or is the same already."""
        return self.receipt is not None or self.columnar is not None


def add(commands: "argparse._SubParsersAction[ChineseParser]") -> None:
    """Add the command."""
    text = "导入企查查、天眼查等企业清单（Excel、CSV）；一百万家以上进列式文件"
    parser = commands.add_parser("import", help=text, description=text)
    parser.set_defaults(command=run)
    parser.add_argument("file", type=Path, metavar="文件")
    parser.add_argument("--dry-run", action="store_true", help="只检查和比对，不保存")
    parser.add_argument("--published", default="", metavar="日期", help="清单的导出日期")
    parser.add_argument(
        "--contacts", action="store_true", help="连同人员、电话、邮箱（默认不导入）"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument(
        "--answer",
        metavar="名称=值",
        type=read_answer,
        action="append",
        default=[],
        help="回答一个问题，可以写几次，如 --answer sheets=全部 --answer changes=改动",
    )
    parser.add_argument("--good-rows", action="store_true", help="只收没有问题的行")
    parser.add_argument(
        "--rejects", metavar="文件.xlsx", type=Path, help="把有问题的行连同原因写进这个文件"
    )


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Take a list over and print what became of it; 1 if it was refused or a question is open."""
    answers = dict(options.answer)
    with office(environment) as (ledger, state):
        targets, measure = targets_in_step(ledger, state, environment)
        rules = import_rules(targets, measure, environment)
        with ledger.reading() as session:
            asked = ImportRequest(
                remembered=remembered_mappings(session),
                with_contacts=options.contacts,
                answers=answers,
            )
        source = ListSource(options.file.name, OTHER, options.published)
        listed = LongList(
            LOCAL, options.file, source, asked, state.today, state.version, options.good_rows
        )
        how = ImportManner(options.dry_run, options.good_rows, options.json)
        with rarely_collecting():
            outcome = CompanyImport(ledger, environment, listed, rules, how).take_over()
    if options.rejects is not None:
        options.rejects.write_bytes(rejects_of(outcome.reading))
    return _print(outcome, options)


@dataclass(frozen=True, slots=True)
class ImportManner:
    """导入方式: only to try, only the rows without a fault, every row told as JSON."""

    dry_run: bool
    good_rows: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class CompanyImport:
    """导入一份清单: into the ledger if it fits there, else into a columnar file."""

    ledger: Ledger
    environment: Mapping[str, str]
    listed: LongList
    rules: ImportRules
    how: ImportManner

    def take_over(self) -> ImportOutcome:
        """Read the list, compare it and save it, if nothing stands against that."""
        if is_too_long(self.listed.path, self.rules.most):
            return self._columnar()
        try:
            return self._compared(self._read()) if self.how.dry_run else self._saved()
        except TooManyCompanies:
            return self._columnar()

    def _columnar(self) -> ImportOutcome:
        listed, telling = self.listed, self._telling("已读入列式文件")
        if self.how.dry_run:
            given = (listed.path, listed.asked, listed.today, telling, TrialSink())
            return ImportOutcome(read_file_apart(*given, is_streamed=True))
        try:
            reading, receipt = import_columnar(
                self.ledger, self.environment, listed, self.rules, telling
            )
        except ListRefused as refused:
            return ImportOutcome(refused.reading)
        return ImportOutcome(reading, columnar=receipt)

    def _saved(self) -> ImportOutcome:
        """Read, compare and save in one go, so that both processors work at a long list.

        What stands against saving is known at the end at the latest: then nothing of it stays, and
        the list is compared with the ledger as it is.
        """
        rows, found = PreviewRows(NOTHING_READ), CompanyPreview(NOTHING_READ, self.answers)

        def take(compared: ComparedCompany) -> None:
            found.add(compared)
            if self.how.as_json:
                rows.add(compared)

        reading = NOTHING_READ
        try:
            with self.ledger.writing(LOCAL) as session:
                source, good_rows = self.listed.source, self.how.good_rows
                sink = SavingSink(session, LOCAL, source, self.answers, self.rules, take, good_rows)
                reading = self._read(sink)
                receipt = sink.finish(reading)
        except (NotSavable, NotAnswered):
            return self._compared(reading)
        found.reading = rows.reading = reading
        found.receipt = receipt
        found.add_left()
        if telling := self._telling("已存"):
            telling(receipt.rows, receipt.rows)
        return ImportOutcome(reading, found, rows, receipt)

    def _read(self, sink: Sink | None = None) -> VendorReading:
        listed = self.listed
        return read_file_apart(listed.path, listed.asked, listed.today, self._telling("已读"), sink)

    @property
    def answers(self) -> Mapping[str, str]:
        """What a person answered to questions about the list."""
        return self.listed.asked.answers

    def _compared(self, reading: VendorReading) -> ImportOutcome:
        rows, telling = PreviewRows(reading), self._telling("已对照")
        each = rows.add if self.how.as_json else None
        what = (reading, self._list(reading), self.rules)
        with self.ledger.reading() as session:
            preview = preview_list(session, LOCAL, what, each, telling)
        return ImportOutcome(reading, preview, rows)

    def _list(self, reading: VendorReading) -> CompanyList:
        layout = reading.header.layout if reading.header else OTHER
        source = replace(self.listed.source, layout=layout)
        return CompanyList(reading.companies, source, len(reading.unmatched), self.answers)

    def _telling(self, doing: str) -> Progress | None:
        return None if self.how.as_json else Telling(doing)


@dataclass(slots=True)
class Telling:
    """Says on the error stream how far a long work is, every so many rows."""

    doing: str
    said: int = 0

    def __call__(self, done: int, total: int) -> None:
        """Say it, if it is time again."""
        if done - self.said >= EVERY or 0 < done == total:
            self.said = done
            print(f"{self.doing} {done} / {total} 行", file=sys.stderr, flush=True)


class TrialSink(Sink):
    """Takes companies and keeps none: for a trial."""

    def add(self, company: object) -> None:
        """Take one company."""


def _print(outcome: ImportOutcome, options: argparse.Namespace) -> int:
    reading = outcome.reading
    failed = bool(reading.problems) and not (options.good_rows and not reading.of_the_file)
    code = 1 if failed or not (options.dry_run or outcome.is_saved) else 0
    if options.json:
        _print_json(outcome)
        return code
    for line in first_lines(reading.problems, SHOWN):
        print(line, file=sys.stderr)
    for line in first_lines(reading.warnings, SHOWN):
        print(f"请留意：{line}")
    for row in reading.unmatched[:SHOWN]:
        print(f"第{row.row}行：供应商没有匹配到「{row.name}」")
    found = outcome.preview
    if found is not None:
        _print_preview(found)
    _print_questions(found.questions if found is not None else reading.questions)
    print(_sentence(outcome, dry_run=options.dry_run), file=sys.stderr if code else sys.stdout)
    if failed:
        print(
            f"{how_many(reading.problems)} 处问题，没有保存任何一行。请改好文件再导入，"
            "或加 --good-rows 只收没有问题的行、--rejects 文件.xlsx 取回有问题的行。",
            file=sys.stderr,
        )
    return code


def _print_preview(found: CompanyPreview) -> None:
    for (_, row), text in list(found.reading.alike_texts.items())[:SHOWN]:
        print(f"请留意：第{row}行{text}")
    for cut in found.cut[:SHOWN]:
        print(f"请留意：{cut}")
    changed = [one for one in found.rows if one.changes or one.alike]
    for one in changed[:SHOWN]:
        said = [f"{n} {old or '无'} → {new or '无'}" for n, (old, new) in one.changes.items()]
        said += [f"可能就是「{one.alike.name}」（{one.alike.why}）"] if one.alike else []
        print(f"第{one.told.row}行 {one.told.name}：{'；'.join(said)}")


def _print_questions(questions: Sequence[FileQuestion]) -> None:
    for question in questions:
        choices = "、".join(question.choices)
        likely = f"，可能是 {question.likely}" if question.likely else ""
        asked = f"{question.text} --answer {question.what}={{{choices}}}{likely}"
        print(f"要回答：{asked}", file=sys.stderr)


def _sentence(outcome: ImportOutcome, *, dry_run: bool) -> str:
    reading, receipt, found = outcome.reading, outcome.receipt, outcome.preview
    layout = reading.header.layout if reading.header else OTHER
    read = f"{layout}：读到 {reading.rows} 行，未匹配 {len(reading.unmatched)} 行"
    if reading.dropped:
        read += f"；没有导入 {'、'.join(reading.dropped)}"
    if outcome.columnar is not None:
        there = outcome.columnar
        known = f"{there.in_ledger} 家台账里已有，以台账为准；" if there.in_ledger else ""
        return f"{read}。{known}列式文件现有 {there.rows} 家，已启用。"
    if found is None:
        refused = len(reading.refused) + reading.more_refused
        faulty = f"，有问题 {refused} 行" if refused else ""
        done = "只检查，没有保存" if dry_run else "没有保存，列式文件和台账没有改变"
        return f"{read}{faulty}。{done}。"
    counts = "，".join(f"{n} {found.statuses[s]}" for s, n in STATUS_NAMES.items())
    marked = [
        f"{name} {found.hints[hint]}" for hint, name in HINT_NAMES.items() if found.hints[hint]
    ]
    hints = f"({','.join(marked)})" if marked else ""
    if receipt is None:
        done = "（没有保存）" if dry_run else f"没有保存，待回答 {len(found.questions)} 个问题"
    else:
        done = _number(receipt)
    notice = f"\n{reading.class_notice}" if reading.class_notice else ""
    return f"{read}。{counts}{hints}；待核归链 {found.receipt.to_check} 条。{done}{notice}"


def _number(receipt: CompanyReceipt) -> str:
    return f"第 {receipt.import_id} 号导入" if receipt.import_id else "台账没有改变"


def _print_json(outcome: ImportOutcome) -> None:
    """Print the preview; what was saved is added where anything was."""
    reading, more = outcome.reading, {}
    rows = outcome.rows or PreviewRows(reading)
    if outcome.receipt is not None:
        more["receipt"] = asdict(outcome.receipt)
    if outcome.columnar is not None:
        more["columnar"] = asdict(outcome.columnar)
    for piece in preview_text(outcome.preview or CompanyPreview(reading, {}), rows, more):
        print(piece, end="")
    print()
