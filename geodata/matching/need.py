"""What a plant asks of its place: read off a link of a chain, and completed by the user."""

from collections.abc import Iterable

from chains.model import Chain, Link
from chains.site import Utility
from files.errors import NotFound
from files.records import Name, Record, Text
from geodata.matching.energy import energy_rule
from geodata.model import Amount, Answer, Point


class Need(Record):
    """用地需求: what the plant of one link needs. None: nobody said, so it cannot be compared.

    `partners` are residents of the links next to this one, by name; `counties` those they are
    in; `near` is a WGS-84 lon/lat point from which distances are reckoned. `energy_rule` names the
    rule by which energy and carbon are reviewed, "" while nobody can say which.
    """

    chain_id: str
    link_id: str
    link_name: Name
    chemical: bool = False
    utilities: tuple[Utility, ...] = ()
    land_use: Text = "工业"
    area_mu: Amount | None = None
    floor_load_t_per_m2: Amount | None = None
    clear_height_m: Amount | None = None
    power_kva: Amount | None = None
    water_t_per_day: Amount | None = None
    investment_10k_yuan: Amount | None = None
    plot_ratio: Amount | None = None
    tax_10k_yuan_per_mu: Amount | None = None
    energy_tce_per_10k_yuan: Amount | None = None
    energy_tce: Amount | None = None  # in a year, as is `coal_t`
    coal_t: Amount | None = None
    meets_environment: Answer = Answer.UNKNOWN
    energy_rule: Text = ""
    partners: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    near: Point | None = None

    @property
    def investment_10k_yuan_per_mu(self) -> float | None:
        """Return the planned investment per mu of the area needed, or None if either is unknown."""
        if self.investment_10k_yuan is None or not self.area_mu:
            return None
        return self.investment_10k_yuan / self.area_mu


def need_of(chain: Chain, link_id: str, **numbers: float | None) -> Need:
    """Return what the link of `chain` needs, with `numbers` (fields of `Need`) from the user.

    Raises:
        NotFound: the chain has no such link.
    """
    link = chain.link(link_id)
    if link is None:
        known = "、".join(f"{link.name}（{link.id}）" for link in chain.links)
        text = f"「{chain.name}」没有编号为「{link_id}」的环节。现有：{known}"
        raise NotFound(text)
    partners = _partners(chain, link)
    given = {
        "chain_id": chain.id,
        "link_id": link.id,
        "link_name": link.name,
        "chemical": link.site.chemical_park,
        "utilities": link.site.utilities,
        "partners": partners,
        "counties": _counties(chain, partners),
        "energy_rule": energy_rule(),
    }
    return Need.model_validate(given | numbers)


def _partners(chain: Chain, link: Link) -> tuple[str, ...]:
    """Name the residents of the links that feed `link` or are fed by it, in file order."""
    beside = {flow.source for flow in chain.flows if flow.target == link.id}
    beside |= {flow.target for flow in chain.flows if flow.source == link.id}
    names = (name for other in chain.links if other.id in beside for name in other.residents)
    return tuple(dict.fromkeys(names))


def _counties(chain: Chain, partners: Iterable[str]) -> tuple[str, ...]:
    wanted = set(partners)
    found = (e.county for e in chain.enterprises if e.name in wanted and e.county)
    return tuple(dict.fromkeys(found))
