"""Saves clicked on a real screen, and the server killed in the midst of them (kill -9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer
from time import monotonic
from urllib.parse import urlencode

from sqlalchemy.orm import Session as LedgerSession
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from ledger.book.audit import verify
from ledger.book.backup import is_sound
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.desks.areas import desks_history
from ledger.desks.visits import list_visits
from ledger.meeting.decisions import list_decisions
from ledger.meeting.snapshots import list_snapshots
from ledger.plots.register import list_plots
from targets.companies_file import load_companies
from tests.running_app import killable_app

COMPANY = min(load_companies().by_id)  # any of the shipped ones
NOBODYS = ("山西", "内蒙古", "辽宁", "吉林", "黑龙江", "山东", "河南", "湖南", "江西")
LONGEST_S = 0.4  # from the click to the kill, at least; a save in peace takes less than a tenth
ANSWER_S = 600  # a busy machine takes its time; this ends a server that hangs


@dataclass(frozen=True, slots=True)
class SaveForm:
    """保存: a form on a screen, by the label of the field that takes the text.

    `form` is how the form's key begins; `others` are further fields with their values, in which
    "{text}" is the text;
    `query` is the rest of the address.
    """

    screen: str
    form: str
    field: str
    query: str = ""
    others: tuple[tuple[str, str], ...] = ()


FORMS: Mapping[str, SaveForm] = {
    "片区范围": SaveForm("areas", "desk_areas", "为什么改"),
    "快照": SaveForm("meeting", "snapshot", "快照名称"),
    "待决事项": SaveForm("meeting", "decision_new", "事项"),
    "新增地块": SaveForm(
        "plots",
        "plot_form_",
        "名称 *",
        "plot=%2B",
        (
            ("编号 *", "{text}"),
            ("类型 *", "闲置土地"),
            ("县区 *", "永安市"),
            ("来源 *", "踏勘记录"),
        ),
    ),
    "拜访记录": SaveForm(
        "trip",
        "visit",
        "结果",
        urlencode({"part": "拜访记录", "companies": COMPANY}),
        (("小分队", "长三角小分队"),),
    ),
}


WIDGETS = frozenset({"text_area", "text_input", "selectbox", "button"})


@dataclass(slots=True)
class OpenScreen:
    """A screen in a tab: its fields by form and label, and the notices of its last run."""

    socket: ClientConnection
    form: SaveForm
    fields: dict[str, str] = field(default_factory=dict)
    button: str = ""
    notices: list[str] = field(default_factory=list)

    def draw(self) -> None:
        """Open the screen, or draw it again."""
        self._ask([])
        self._until_done()

    def click(self, text: str, number: int) -> None:
        """Type `text` into the form and press its button; the answer is not waited for."""
        typed = {self.form.field: text} | {
            label: value.format(text=text) for label, value in self.form.others
        }
        states = [WidgetState(id=self.button, trigger_value=True)]
        states += [
            WidgetState(id=self.fields[label], string_value=value) for label, value in typed.items()
        ]
        if "京津冀" in self.fields:  # areas that stay as they are make no new version
            more = [name for bit, name in enumerate(NOBODYS) if (number + 1) >> bit & 1]
            areas = "、".join(("北京", "天津", "河北", *more))
            states.append(WidgetState(id=self.fields["京津冀"], string_value=areas))
        self._ask(states)

    def is_acknowledged(self) -> bool:
        """Wait for the end of the save; False if the server died before it said so."""
        try:
            self._until_done()
        except (ConnectionClosed, OSError):
            return False
        refused = [notice for notice in self.notices if notice.startswith("没有保存")]
        assert not refused, refused
        return True

    def _ask(self, states: list[WidgetState]) -> None:
        self.notices.clear()
        message = BackMsg()
        message.rerun_script.page_name = self.form.screen
        message.rerun_script.query_string = self.form.query
        message.rerun_script.widget_states.widgets.extend(states)
        self.socket.send(message.SerializeToString())

    def _until_done(self) -> None:
        while True:
            message = ForwardMsg()
            raw = self.socket.recv(timeout=ANSWER_S)
            message.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
            self._note(message)
            if message.WhichOneof("type") == "script_finished" and message.script_finished == 0:
                return

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            raise AssertionError(element.exception.message)
        if kind == "alert":
            self.notices.append(element.alert.body)
        drawn = getattr(element, kind) if kind in WIDGETS else None
        if drawn is None or not drawn.form_id.startswith(self.form.form):
            return
        if kind == "button":
            self.button = drawn.id
        else:
            self.fields[drawn.label] = drawn.id


@dataclass(slots=True)
class KillRecord:
    """What came of it: how many kills, how many saves were acknowledged, and which are lost."""

    kills: int = 0
    acknowledged: int = 0
    during: int = 0  # kills that came before the acknowledgement
    lost: list[str] = field(default_factory=list)


def kill_while_saving(folder: Path, form: SaveForm, kills: int, chance: Random) -> KillRecord:
    """Start, save once in peace and once into a kill, look at the ledger; `kills` times.

    Raises:
        AssertionError: the ledger is damaged, its log is broken, or the screen fails afterwards.
    """
    record, acknowledged = KillRecord(), set[str]()
    for number in range(kills):
        with killable_app(folder) as running:
            websocket = running.address.replace("http", "ws", 1) + "/_stcore/stream"
            with connect(
                websocket,
                origin=Origin(running.address),
                proxy=None,
                max_size=None,
                open_timeout=ANSWER_S,
                ping_interval=None,
            ) as socket:
                screen, longest = OpenScreen(socket, form), LONGEST_S
                for step, dies in enumerate((False, True)):
                    screen.draw()
                    text = f"第{number}次{'甲乙'[step]}"
                    begun = monotonic()
                    screen.click(text, 2 * number + step)
                    if dies:
                        killer = Timer(chance.uniform(0, longest), running.kill)
                        killer.start()
                    if screen.is_acknowledged():
                        acknowledged.add(text)
                    else:
                        record.during += 1
                    longest = max(LONGEST_S, 2 * (monotonic() - begun))
                killer.join()
                running.wait()
        record.kills += 1
        _look_at(folder, acknowledged, record)
    record.acknowledged = len(acknowledged)
    return record


def _look_at(folder: Path, acknowledged: set[str], record: KillRecord) -> None:
    ledger = open_ledger({"SANMING_DATA": str(folder)})
    try:
        with ledger.reading() as session:
            assert verify(session) is None, "the audit log is broken"
            kept = _kept(session)
        assert is_sound(ledger), "the database file is damaged"
    finally:
        ledger.close()
    record.lost += sorted(text for text in acknowledged if text not in kept)


def _kept(session: LedgerSession) -> str:
    """Everything that the forms have written, as one text."""
    said = [
        *(version.note for version in desks_history(session)),
        *(snapshot.name for snapshot in list_snapshots(session)),
        *(stored.decision.text for stored in list_decisions(session)),
        *(stored.plot.name for stored in list_plots(session)),
        *(found.visit.result for found in list_visits(session, LOCAL)),
    ]
    return "\n".join(said)
