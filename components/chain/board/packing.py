"""装包: the payload of a board as it travels: one text, an eighth of the JSON, packed once.

Streamlit writes what a component is given as JSON anew in every run; of a board that is 300 KB.
"""

import base64
import json
import zlib
from collections.abc import Mapping

from components.frame.kept import kept

RAW_DEFLATE = -15  # window bits; the browser names the same format "deflate-raw"


def packed(payload: Mapping[str, object]) -> str:
    """Return the payload as base64 of deflated JSON; made once for each `version` of it."""
    return _packed(str(payload["version"]), payload)


def unpacked(text: str) -> dict[str, object]:
    """Return the payload that `packed` made a text of."""
    found: dict[str, object] = json.loads(zlib.decompress(base64.b64decode(text), RAW_DEFLATE))
    return found


@kept(most=64)
def _packed(version: str, _payload: Mapping[str, object]) -> str:  # noqa: ARG001  (the key)
    text = json.dumps(_payload, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), wbits=RAW_DEFLATE)).decode()
