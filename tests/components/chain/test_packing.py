"""The payload of a board travels small, whole, and packed once a version."""

import json

from components.chain.board.packing import packed, unpacked
from tests.components.chain.board_payloads import make_payload


def test_what_is_packed_comes_out_as_it_was() -> None:
    payload = {**make_payload(title="氟新材料〈”&\u2028"), "version": "hostile"}

    assert unpacked(packed(payload)) == json.loads(json.dumps(payload))


def test_another_version_is_another_text() -> None:
    one = {**make_payload(title="甲"), "version": "1"}
    two = {**make_payload(title="乙"), "version": "2"}

    assert packed(one) != packed(two)
    assert packed(one) is packed(dict(one))


def test_a_large_payload_travels_at_a_fifth_of_its_size() -> None:
    panels = {
        f"l{n}": {"title": f"环节{n}", "sections": [{"rows": ["同样的话"] * 40}]} for n in range(30)
    }
    payload = {"version": "large", "panels": panels}

    assert len(packed(payload)) * 5 < len(json.dumps(payload))
