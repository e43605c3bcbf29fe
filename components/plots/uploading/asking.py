"""What has to be asked of a person because the file does not say it."""

from dataclasses import dataclass
from pathlib import PurePath

import streamlit as st

from geodata.model import COUNTIES, DATUM_NAMES, KIND_NAMES, Datum, PlotKind

JSON = ("geojson", "json")
MAPS = (*JSON, "zip", "txt")
LONGEST = 200  # characters of a source


@dataclass(frozen=True, slots=True)
class UploadDetails:
    """What a person says of a whole file; where a row says otherwise the row counts."""

    kind: PlotKind | None = None
    county: str = ""
    source: str = ""
    datum: Datum = Datum.WGS84

    def as_texts(self) -> dict[str, str]:
        """Return it by field of `Plot`, in the words of a list; what was not said is left out."""
        kind = KIND_NAMES[self.kind] if self.kind else ""
        texts = {"kind": kind, "county": self.county, "source": self.source}
        return {field: text for field, text in texts.items() if text}


def ending(name: str) -> str:
    """Return the ending of a file's name in lower case, without the dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def ask_about(name: str, file_id: str) -> UploadDetails | None:
    """Draw the questions about a file; return the answers, or None as long as one is needed."""
    return _ask_map(name, file_id) if ending(name) in MAPS else _ask_sheet(file_id)


def _ask_sheet(file_id: str) -> UploadDetails:
    """Ask, but need no answer: most lists have these columns."""
    st.caption("清单里没有类型、县区这两列,或有几行空着时,在这里补充;各行自己写明的,以文件为准。")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind, county = _ask_both(file_id, "按文件各行")
    return UploadDetails(kind, county or "")


def _ask_map(name: str, file_id: str) -> UploadDetails | None:
    kept = f"plot_import_told_{file_id}"
    with st.form(f"plot_import_asked_{file_id}", border=True):
        st.markdown("这种文件一般不写类型、县区和来源,请补充。文件里各行自己写明的,以文件为准。")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind, county = _ask_both(file_id, "请选")
            datum = _ask_datum(name, file_id)
        source = st.text_input(
            "来源",
            max_chars=LONGEST,
            placeholder="如:某县自然资源局 2026 年清单",
            key=f"plot_import_source_{file_id}",
        )
        if st.form_submit_button("读取文件", type="primary"):
            st.session_state[kept] = _complete(kind, county, source.strip(), datum)
    told = st.session_state.get(kept)
    return told if isinstance(told, UploadDetails) else None


def _ask_both(file_id: str, otherwise: str) -> tuple[PlotKind | None, str | None]:
    kind = st.selectbox(
        "类型",
        list(KIND_NAMES),
        index=None,
        format_func=KIND_NAMES.__getitem__,
        placeholder=otherwise,
        key=f"plot_import_kind_{file_id}",
        width=240,
    )
    county = st.selectbox(
        "县(市、区)",
        COUNTIES,
        index=None,
        placeholder=otherwise,
        key=f"plot_import_county_{file_id}",
        width=240,
    )
    return kind, county


def _ask_datum(name: str, file_id: str) -> Datum | None:
    """Only GeoJSON leaves it open; survey texts and shapefiles say it themselves or are refused.

    Nothing is chosen beforehand: a guess may move a plot by 600 m.
    """
    if ending(name) not in JSON:
        return Datum.WGS84
    return st.selectbox(
        "坐标系",
        [datum for datum in Datum if datum is not Datum.UNKNOWN],
        index=None,
        placeholder="请选",
        format_func=DATUM_NAMES.__getitem__,
        help="高德、腾讯地图是 GCJ-02,百度地图是 BD-09;测绘成果一般是 CGCS2000",
        key=f"plot_import_datum_{file_id}",
        width=240,
    )


def _complete(
    kind: PlotKind | None, county: str | None, source: str, datum: Datum | None
) -> UploadDetails | None:
    answers = (("类型", kind), ("县(市、区)", county), ("坐标系", datum), ("来源", source))
    missing = "、".join(label for label, value in answers if not value)
    if missing or datum is None:
        st.error(f"请先填写:{missing}。文件还没有读取。")
        return None
    return UploadDetails(kind, county or "", source, datum)
