"""What a list over all chains shows, as plain data: headings, and rows with their ways on."""

import hashlib
import json

from briefings.lists.model import CityList, CityListKind, CityListRow
from components.frame.address import base_path
from components.targets.no_targets import everywhere_address

Content = dict[str, object]
LINKED = frozenset(
    {
        CityListKind.GAPS,
        CityListKind.WANTED,
        CityListKind.TO_CHECK,
        CityListKind.UNCHECKED,
        CityListKind.LINKS,
    }
)
EMPTY = "没有符合筛选的。"


def list_content(listed: CityList) -> Content:
    """Return what the browser draws; `version` changes with the content."""
    ways = ["去"] if listed.kind in LINKED else []
    content: Content = {
        "headings": [*listed.headings, *ways],
        "named": listed.named,
        "rows": [_row(row) for row in listed.rows],
        "empty": EMPTY,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return {**content, "version": hashlib.sha256(text.encode()).hexdigest()[:16]}


def _row(row: CityListRow) -> Content:
    """One row: its name leads to the figure, a row that is a link also to companies and plots."""
    chain = row.chains[0]
    to_chain = {"screen": "chains", "chain": chain, "link": row.link}
    ways = [
        {"label": "图谱", "target": to_chain},
        {"label": "片区", "href": everywhere_address(base_path(), chain=chain, link=row.link)},
        {"label": "地图", "target": {"screen": "map", "chain": chain, "link": row.link}},
    ]
    return {
        "cells": list(row.cells),
        "target": to_chain,
        "url": row.url,
        "ways": ways if row.link else [],
    }
