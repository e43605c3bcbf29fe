"""The form of one plot: every field, read by the same rules as a row of an imported list."""

from collections.abc import Mapping

import streamlit as st

from components.plots.draft import Draft
from geodata.rows.columns import COLUMN_BY_FIELD, PlotColumn
from geodata.rows.export import CHOICES

GROUPS: Mapping[str, tuple[str, ...]] = {
    "基本情况": ("id", "name", "kind", "county", "park", "occupancy", "industries", "land_use"),
    "面积和价格": (
        "area_mu",
        "building_m2",
        "price_10k_yuan_per_mu",
        "rent_yuan_per_m2_month",
        "required_investment_10k_yuan_per_mu",
        "required_plot_ratio",
    ),
    "标准地和土地履约": (
        "required_tax_10k_yuan_per_mu",
        "required_energy_tce_per_10k_yuan",
        "required_environment",
        "regional_assessment",
        "net_land",
        "start_by",
        "complete_by",
        "produce_by",
    ),
    "厂房和配套": (
        "floor_load_t_per_m2",
        "clear_height_m",
        "power_kva",
        "water_t_per_day",
        "steam",
        "gas",
        "wastewater",
        "exhaust",
    ),
    "环保和化工园区": (
        "environment_capacity",
        "energy_capacity",
        "red_lines_clear",
        "chemical_park",
        "chemical_park_notice",
        "chemical_park_date",
    ),
    "位置": ("longitude", "latitude", "datum", "precision_m"),
    "来源和核对": (
        "owner_unit",
        "contact",
        "source",
        "source_date",
        "checked_on",
        "note",
    ),
}
ACROSS = 4  # fields side by side
LONGEST = 500  # characters of one field
UNKNOWN = "未核实"
DAYS = frozenset({"checked_on", "start_by", "complete_by", "produce_by"})


def plot_form(draft: Draft, *, editable: bool) -> dict[str, str] | None:
    """Draw the form; return what stands in it, by field, in the run in which 保存 was pressed."""
    texts: dict[str, str] = {}
    with st.form(f"plot_form_{draft.round}", border=True):
        for title, fields in GROUPS.items():
            st.markdown(f"**{title}**")
            # A row of columns at a time: a phone stacks them, and the fields keep their order.
            for at in range(0, len(fields), ACROSS):
                row = fields[at : at + ACROSS]
                for column, name in zip(st.columns(ACROSS), row, strict=False):
                    with column:
                        texts[name] = _field(COLUMN_BY_FIELD[name], draft, editable=editable)
        saved = st.form_submit_button(
            "保存", type="primary", icon=":material/save:", disabled=not editable
        )
    return texts if saved else None


def _field(column: PlotColumn, draft: Draft, *, editable: bool) -> str:
    key = f"plot_field_{draft.round}_{column.field}"
    text = draft.texts[column.field]
    label = f"{column.title} *" if column.required or column.field == "source" else column.title
    off = not editable or (column.field == "id" and draft.began is not None)
    if column.form in CHOICES:
        options = [choice for choice in CHOICES[column.form] if choice != UNKNOWN]
        chosen = st.selectbox(
            label,
            options,
            index=options.index(text) if text in options else None,
            placeholder=UNKNOWN,
            key=key,
            disabled=off,
            help=column.hint or None,
        )
        return chosen or ""
    return st.text_input(
        label,
        value=text,
        max_chars=LONGEST,
        placeholder=_placeholder(column.field),
        key=key,
        disabled=off,
        help=column.hint or None,
    )


def _placeholder(field: str) -> str:
    if field == "contact":
        return "留空则保留现有联系人"
    return "如 2026-01-31" if field in DAYS else UNKNOWN
