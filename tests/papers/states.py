"""States of the data for tests of papers: a few dull links, plots and companies."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from briefings.state.places import Places
from briefings.state.state import DataState
from chains.catalog import Catalog
from chains.evidence.standing import Standing
from chains.gaps.assessment import LinkKnowledge
from chains.model import Chain
from chains.settings import Settings
from geodata.model import Plot
from geodata.parks import Parks
from tests.builders import assess_city

TODAY = date(2026, 11, 25)
NO_PARKS = Parks((), (), (), (), {})


def make_state(
    *chains: Chain,
    checked: Mapping[str, Standing] | None = None,
    plots: Sequence[Plot] = (),
    version: str = "2026-11-23·ab12cd·0001",
) -> DataState:
    """Return a state of `chains`; `checked` by link id counts in every chain."""
    settings = Settings(reviewed_on=TODAY)
    catalog = Catalog(
        MappingProxyType({c.id: c for c in chains}), settings, (), (), "2026-11-23·ab12cd"
    )
    known = {c.id: LinkKnowledge(checked=checked or {}) for c in chains}
    assessments = assess_city(chains, known)
    # Judgements are kept by this version, as plots never change under one.
    places = Places(f"{version}·{plots!r}", tuple(plots), NO_PARKS, {})
    return DataState(catalog, assessments, places, version, TODAY)
