"""The address of a screen: selection and filters live in the URL, so a page can be sent on."""

import re
from collections.abc import Collection

import streamlit as st

from chains.gaps.wording import PART_NAMES
from chains.settings import Weights
from components.frame.context import Context

VIEWS = ("图", "表", "四维研判", "自由探索")
_WHOLE = re.compile(r"[0-9]{1,3}")


def read(name: str) -> str:
    """Return the last value of `name` in the URL, or "" if it is not there."""
    return str(st.query_params.get(name) or "")


def read_list(name: str) -> tuple[str, ...]:
    """Return the comma-separated values of `name`, without empty ones."""
    return tuple(filter(None, read(name).split(",")))


def write(name: str, value: str) -> None:
    """Put `value` into the URL, or take `name` out of it if the value is empty."""
    if value == read(name):
        return
    if value:
        st.query_params[name] = value
    else:
        del st.query_params[name]


def open_link(link_id: str) -> None:
    """Go to the graph with that link chosen."""
    write("view", "")
    write("link", link_id)


def chain_id(context: Context) -> str:
    """Return the chain of the URL, the first chain if it names none.

    Raises:
        NotFound: the URL names a chain that is not there.
    """
    wanted = read("chain")
    return context.catalog.chain(wanted).id if wanted else next(iter(context.catalog.chains))


def view() -> str:
    """Return the view of the URL; an unknown one counts as the first."""
    return read("view") if read("view") in VIEWS else VIEWS[0]


def weights(defaults: Weights) -> Weights:
    """Return the weights of the URL (five whole percentages), the defaults if it has none."""
    points = points_of(read("w"), PART_NAMES)
    if points is None:
        return defaults
    return Weights.model_validate({part: share / 100 for part, share in points.items()})


def points_of(text: str, parts: Collection[str]) -> dict[str, int] | None:
    """Read "30-25-20": one whole number up to 100 for each of `parts`; None for anything else."""
    given = text.split("-")
    if len(given) != len(parts) or not all(map(_WHOLE.fullmatch, given)):
        return None
    return {part: min(int(share), 100) for part, share in zip(parts, given, strict=True)}


def write_weights(chosen: Weights, defaults: Weights) -> None:
    """Put `chosen` into the URL; the defaults leave it clean."""
    text = "-".join(str(round(100 * share)) for share in chosen.as_tuple())
    write("w", "" if chosen == defaults else text)


def base_path() -> str:
    """Return the path below which this server answers: "" or "/something"."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""
