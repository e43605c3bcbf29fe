"""`python -m targets import FILE`: a bought list into the ledger, or into a columnar file."""

import argparse
import gc
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefings.state.composing import office
from briefings.targets.finding import targets_in_step
from briefings.targets.import_rules import import_rules
from files.progress import Progress
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL
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
    count_companies,
    preview_companies,
    save_companies,
)
from ledger.company_imports.vendor_mappings import remembered_mappings
from targets.vendor.file import read_vendor_file
from targets.vendor.headings import OTHER
from targets.vendor.merging import ListSource
from targets.vendor.model import ImportRequest, VendorReading

if TYPE_CHECKING:
    from files.command_line import ChineseParser

SHOWN = 50  # problems, warnings and unmatched rows printed
EVERY = 20_000  # rows between two words of progress


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of a list: it went into the ledger, into a columnar file, or nowhere yet."""

    reading: VendorReading
    receipt: CompanyReceipt | None = None
    columnar: FileReceipt | None = None


def add(commands: "argparse._SubParsersAction[ChineseParser]") -> None:
    """Add the command."""
    text = "导入企查查、天眼查等企业清单(Excel、CSV);一百万家以上进列式文件"
    parser = commands.add_parser("import", help=text, description=text)
    parser.set_defaults(command=run)
    parser.add_argument("file", type=Path, metavar="文件")
    parser.add_argument("--dry-run", action="store_true", help="只检查和比对,不保存")
    parser.add_argument("--published", default="", metavar="日期", help="清单的导出日期")
    parser.add_argument("--contacts", action="store_true", help="连同人员、电话、邮箱(默认不导入)")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(options: argparse.Namespace, environment: Mapping[str, str]) -> int:
    """Take a list over and print what became of it; 1 if it was refused."""
    with office(environment) as (ledger, state):
        targets, measure = targets_in_step(ledger, state, environment)
        rules = import_rules(targets, measure, environment)
        with ledger.reading() as session:
            asked = ImportRequest(
                remembered=remembered_mappings(session), with_contacts=options.contacts
            )
        gc.freeze()  # what was read for good is not looked through with every batch: 13 % less CPU
        source = ListSource(options.file.name, OTHER, options.published)
        listed = LongList(LOCAL, options.file, source, asked, state.today, state.version)
        asking = CompanyImport(
            ledger, environment, listed, rules, options.dry_run, not options.json
        )
        try:
            outcome = asking.take_over()
        except ListRefused as refused:
            outcome = ImportOutcome(refused.reading)
    return _print(outcome, options)


@dataclass(frozen=True, slots=True)
class CompanyImport:
    """导入一份清单: into the ledger if it fits there, else into a columnar file."""

    ledger: Ledger
    environment: Mapping[str, str]
    listed: LongList
    rules: ImportRules
    dry_run: bool
    tells: bool

    def take_over(self) -> ImportOutcome:
        """Read the list and save it, or find out what saving it would do.

        Raises:
            ListRefused: the list has faults.
        """
        if is_too_long(self.listed.path, self.rules.most):
            return self._columnar()
        reading = read_vendor_file(
            self.listed.path, self.listed.asked, self.listed.today, self._telling("已读")
        )
        if reading.problems:
            raise ListRefused(reading)
        try:
            return self._into_ledger(reading)
        except TooManyCompanies:
            return self._columnar()

    def _columnar(self) -> ImportOutcome:
        telling = self._telling("已读入列式文件")
        if self.dry_run:
            listed = self.listed
            reading = read_vendor_file(
                listed.path, listed.asked, listed.today, telling, TrialSink()
            )
            return ImportOutcome(reading)
        given = (self.ledger, self.environment, self.listed, self.rules, telling)
        reading, receipt = import_columnar(*given)
        return ImportOutcome(reading, columnar=receipt)

    def _into_ledger(self, reading: VendorReading) -> ImportOutcome:
        layout = reading.header.layout if reading.header else OTHER
        source = replace(self.listed.source, layout=layout)
        listed = CompanyList(reading.companies, source, len(reading.unmatched))
        telling = self._telling("已对照" if self.dry_run else "已存")
        with self.ledger.reading() as session:
            many = count_companies(session) + reading.rows > self.rules.most
            if self.dry_run or many:  # told before anything is written
                receipt = preview_companies(session, LOCAL, listed, self.rules, telling)
                if self.dry_run:
                    return ImportOutcome(reading, receipt)
        with self.ledger.writing(LOCAL) as session:
            return ImportOutcome(
                reading, save_companies(session, LOCAL, listed, self.rules, telling)
            )

    def _telling(self, doing: str) -> Progress | None:
        return Telling(doing) if self.tells else None


@dataclass(slots=True)
class Telling:
    """Says on the error stream how far a long work is, every so many rows."""

    doing: str
    said: int = 0

    def __call__(self, done: int, total: int) -> None:
        """Say it, if it is time again."""
        if done - self.said >= EVERY or done == total:
            self.said = done
            print(f"{self.doing} {done} / {total} 行", file=sys.stderr, flush=True)


class TrialSink:
    """Takes companies and keeps none: for a trial."""

    def add(self, company: object) -> None:
        """Take one company."""


def _print(outcome: ImportOutcome, options: argparse.Namespace) -> int:
    reading = outcome.reading
    if options.json:
        print(json.dumps(_as_json(outcome, dry_run=options.dry_run), ensure_ascii=False, indent=1))
        return 1 if reading.problems else 0
    for problem in reading.problems[:SHOWN]:
        print(problem, file=sys.stderr)
    if reading.problems:
        print(
            f"{len(reading.problems)} 处问题,没有保存任何一行。请改好文件再导入。", file=sys.stderr
        )
        return 1
    for warning in reading.warnings[:SHOWN]:
        print(f"请留意:{warning}")
    for row in reading.unmatched[:SHOWN]:
        print(f"第{row.row}行:供应商没有匹配到「{row.name}」")
    print(_sentence(outcome, dry_run=options.dry_run))
    return 0


def _sentence(outcome: ImportOutcome, *, dry_run: bool) -> str:
    reading, receipt = outcome.reading, outcome.receipt
    layout = reading.header.layout if reading.header else OTHER
    read = f"{layout}:读到 {reading.rows} 行,未匹配 {len(reading.unmatched)} 行"
    if reading.dropped:
        read += f";没有导入 {'、'.join(reading.dropped)}"
    if outcome.columnar is not None:
        there = outcome.columnar
        known = f"{there.in_ledger} 家台账里已有,以台账为准;" if there.in_ledger else ""
        return f"{read}。{known}列式文件现有 {there.rows} 家,已启用。"
    if receipt is None:
        return f"{read}。只检查,没有保存。"
    counts = f"新增 {receipt.created},更新 {receipt.updated},没有变化 {receipt.unchanged}"
    done = "(没有保存)" if dry_run else _number(receipt)
    return f"{read}。{counts};待核归链 {receipt.to_check} 条。{done}"


def _number(receipt: CompanyReceipt) -> str:
    return f"第 {receipt.import_id} 号导入" if receipt.import_id else "台账没有改变"


def _as_json(outcome: ImportOutcome, *, dry_run: bool) -> dict[str, object]:
    reading = outcome.reading
    return {
        "dry_run": dry_run,
        "layout": reading.header.layout if reading.header else "",
        "rows": reading.rows,
        "problems": [asdict(problem) for problem in reading.problems],
        "warnings": [asdict(warning) for warning in reading.warnings],
        "unmatched": [asdict(row) for row in reading.unmatched],
        "dropped": list(reading.dropped),
        "receipt": asdict(outcome.receipt) if outcome.receipt else None,
        "columnar": asdict(outcome.columnar) if outcome.columnar else None,
    }
