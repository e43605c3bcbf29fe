"""Where a row of a bought list puts its company: from the columns of places, or from its address.

What a list writes into one cell (浙江杭州) is taken apart; a county where a city is wanted gets its
city; a country is kept as written and belongs to no desk. Every such reading is said.
"""

from dataclasses import dataclass
from functools import lru_cache

from files.sheets.values import WrongValue
from geodata.naming.countries import is_abroad
from geodata.naming.divisions import NamedPlace, divisions, is_city, place_in
from geodata.places import MUNICIPALITIES, short_place

NATIONWIDE = frozenset({"总局", "国家局", "全国", "国家工商总局", "国家市场监督管理总局"})
NO_CITY = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
OVERSEAS = frozenset({"台湾", "香港", "澳门"})


@dataclass(frozen=True, slots=True)
class PlaceTexts:
    """地名原文: what the columns of a row say of its place, "" where they say nothing."""

    province: str = ""
    city: str = ""
    district: str = ""
    place: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class SettledPlace:
    """落定的地方: the place, and what of it was not written so; `column` names the one it is from.

    A province that is another country stands as written, with `is_abroad`.
    """

    place: NamedPlace
    column: str = ""
    warning: str = ""
    is_abroad: bool = False

    @property
    def is_mainland(self) -> bool:
        """Whether the register of the mainland knows its companies."""
        return not self.is_abroad and self.place.province not in OVERSEAS


@lru_cache(maxsize=20_000)
def settle_place(texts: PlaceTexts) -> SettledPlace:
    """Return the place of a row.

    Raises:
        WrongValue: the column of provinces names neither a province nor a country.
    """
    province = "".join(texts.province.split())
    if is_abroad(province):
        return _abroad(texts, province, "province")
    found = _province(province)
    if found.city and not texts.city:
        return _beside(found, texts, ("province", f"“{texts.province}”里有城市"))
    if found.province or texts.city:
        return _with_city(found, texts)
    return _from_text(texts)


def _abroad(texts: PlaceTexts, country: str, column: str) -> SettledPlace:
    warning = f"“{country}”是境外，按原文保留，没有片区"
    city = "".join(texts.city.split())
    return SettledPlace(NamedPlace(country, city, texts.district), column, warning, is_abroad=True)


def _province(text: str) -> NamedPlace:
    if not text or text in NATIONWIDE:
        return NamedPlace()
    short = short_place(text)
    if short in divisions().cities:
        return NamedPlace(short)
    found = place_in(text)
    if found is None or not found.province:
        msg = f"不是省级行政区（填写值：{text[:40]}）；请写如 浙江省、上海市，境外的写国家名"
        raise WrongValue(msg)
    return found


def _with_city(found: NamedPlace, texts: PlaceTexts) -> SettledPlace:
    """Read the column of cities beside the province it may have."""
    written = "".join(texts.city.split())
    city = "" if written in NO_CITY else short_place(written)
    province = found.province
    if province in MUNICIPALITIES:
        city = city or province
    if not city:
        return _beside(NamedPlace(province, "", texts.district), texts, ("", ""))
    if is_city(city, province) or city == province:
        home = divisions().home_of(city) if not province else NamedPlace(province, city)
        if home is None:
            return SettledPlace(NamedPlace("", city, texts.district))
        said = f"没有写省份，按城市“{city}”读作{home.province}" if not province else ""
        return _beside(NamedPlace(home.province, city, texts.district), texts, ("city", said))
    inner = place_in(f"{province}{written}") or place_in(written)
    if inner is not None and inner.city and province in {"", inner.province}:
        said = f"“{written}”读作 {inner.province}{inner.city}{inner.district}"
        return _beside(inner, texts, ("city", said))
    if place_in(written) is not None:
        said = f"城市“{written[:20]}”不在{province}，按原文收下；请核对省份和城市"
    else:
        said = f"不认识的城市“{written[:20]}”，按原文收下"
    return SettledPlace(NamedPlace(province, city, texts.district), "city", said)


def _beside(found: NamedPlace, texts: PlaceTexts, said: tuple[str, str]) -> SettledPlace:
    district = texts.district or found.district
    return SettledPlace(NamedPlace(found.province, found.city, district), *said)


def _from_text(texts: PlaceTexts) -> SettledPlace:
    """Take the place from a cell that holds all of it, or from the beginning of an address."""
    for column, text in (("place", texts.place), ("address", texts.address)):
        plain = "".join(text.split())
        if is_abroad(plain):
            return _abroad(texts, plain, column)
        found = place_in(plain) if plain else None
        if found is not None:
            said = f"省市取自“{plain[:30]}”：{found.province}{found.city}{found.district}"
            return _beside(found, texts, (column, said))
    if texts.place.strip():
        said = f"“{texts.place.strip()[:30]}”里认不出省市，没有片区"
        return SettledPlace(NamedPlace("", "", texts.district), "place", said)
    return SettledPlace(NamedPlace("", "", texts.district))
