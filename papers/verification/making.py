"""Make papers that can be verified later: each carries its mark, and the ledger keeps what it says.

Where the ledger takes nothing in, the papers are made all the same; then they can be verified only
as long as the data are the same.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger.book.database import Ledger
from ledger.book.errors import LedgerUnavailable
from ledger.book.policy import Actor
from ledger.papers.made import PaperContent, Texts, record_papers
from papers.renderers.fonts import NoChineseFont
from papers.renderers.writing import Job, PaperFile, Progress, no_progress
from papers.verification.marks import with_mark
from papers.verification.orders import PaperOrder, request_of
from papers.verification.reading.any_paper import ending_of, read_paper
from papers.verification.reading.passages import Passage
from papers.verification.request import PaperRequest

UNRECORDED = (
    "台账现在不能保存，这几份材料没有记下：数据一变就不能再核对它们有没有被改动。"
    "恢复后请重新制作要发出去的材料。"
)
READER, READING = "reader", "2"
"""Under `READER` a record says by which reading it was written: 2 also notes what is no text."""
SEAL = 6  # hex digits: enough to see a change, too few to find out what stood there


@dataclass(frozen=True, slots=True)
class PaperOrdered:
    """要做的材料: how one file is made, and which request it answers.

    With `is_private` it names persons: the ledger keeps no word of it, only short digests.
    """

    request: PaperRequest
    job: Job
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class MadePapers:
    """做好的材料: the files, and what to tell the user if one is missing or unrecorded."""

    files: tuple[PaperFile, ...]
    notice: str = ""


def make_recorded(
    ledger: Ledger,
    actor: Actor,
    ordered: Sequence[PaperOrdered],
    progress: Progress = no_progress,
) -> MadePapers:
    """Make the papers one after the other, put their marks in, and write down what they say.

    Without a Chinese font the kinds that need none are made, and the notice says so.

    Raises:
        NoChineseFont: all of them need one, and this machine has none.
    """
    made: list[tuple[PaperOrdered, PaperFile]] = []
    lacking: NoChineseFont | None = None
    for done, one in enumerate(ordered):
        progress(done, len(ordered), one.job.name)
        try:
            content = with_mark(ending_of(one.job.name), one.job.make(), one.request.mark)
        except NoChineseFont as error:
            lacking = error
            continue
        made.append((one, PaperFile(one.job.name, content)))
    if lacking is not None and not made:
        raise lacking
    contents = list(_contents(made))
    progress(len(ordered), len(ordered), "")
    notices = (str(lacking or ""), _recorded(ledger, actor, contents))
    return MadePapers(tuple(file for _, file in made), "".join(notices))


def orders_for(
    order: PaperOrder, made_of: tuple[str, date], jobs: Sequence[Job], *, is_private: bool = False
) -> list[PaperOrdered]:
    """Return the files that answer one order; `made_of` is the data version and the day."""
    request = request_of(order, *made_of)
    return [PaperOrdered(request, job, is_private) for job in jobs]


def _recorded(ledger: Ledger, actor: Actor, contents: Sequence[PaperContent]) -> str:
    if ledger.unwritable():
        return UNRECORDED
    try:
        with ledger.writing(actor) as session:
            record_papers(session, actor, contents)
    except LedgerUnavailable:
        return UNRECORDED
    return ""


def _contents(papers: Sequence[tuple[PaperOrdered, PaperFile]]) -> Iterator[PaperContent]:
    """Yield what to write down: one record for all the files of one request."""
    of_request: dict[str, list[tuple[PaperOrdered, PaperFile]]] = {}
    for one, file in papers:
        of_request.setdefault(one.request.paper, []).append((one, file))
    for paper, made in of_request.items():
        request = made[0][0].request
        yield PaperContent(
            paper,
            request.kind.value,
            request.options,
            request.version,
            request.day,
            {ending_of(file.name): file_hash(file.content) for _, file in made},
            {READER: [[READING]], **{ending_of(f.name): _said(one, f) for one, f in made}},
        )


def _said(one: PaperOrdered, file: PaperFile) -> list[list[str]]:
    passages = read_paper(ending_of(file.name), file.content).passages
    if one.is_private:
        passages = tuple(replace(p, text="") for p in sealed(passages, one.request.paper))
    return [written(passage) for passage in passages]


def written(passage: Passage) -> list[str]:
    """Return a passage as the record holds it, without what is empty at its end."""
    row = [passage.place, passage.text, passage.column, passage.digest]
    while not row[-1] and len(row) > 1:
        row.pop()
    return row


def passages_of(texts: Texts, ending: str) -> tuple[Passage, ...]:
    """Return what a record holds of one file."""
    return tuple(Passage(*row) for row in texts.get(ending, ()))


def notes_looks(texts: Texts) -> bool:
    """Tell whether a record also holds what is no text: links, pictures, formats."""
    return bool(texts.get(READER))


def sealed(passages: Sequence[Passage], paper: str) -> tuple[Passage, ...]:
    """Give each passage the short digest that stands for it in a record without words."""
    return tuple(
        replace(p, digest=hashlib.sha256(f"{paper}\n{p.key}".encode()).hexdigest()[:SEAL])
        for p in passages
    )


def file_hash(content: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()
