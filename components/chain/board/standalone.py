"""The board as one HTML file: to be saved, mailed and opened without a server or a network."""

import json
from collections.abc import Mapping
from html import escape

from components.panel.assets import BOARD_CSS, OFFLINE_JS, SAVED_PAGE_CSS

# Nothing may be fetched: what the page needs is in the page.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
# Inside <script> an HTML parser looks for tags and comments, and old engines end a line at U+2028.
UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def standalone_html(payload: Mapping[str, object], *, selected: str | None = None) -> str:
    """Return the whole page as text; it opens with `selected` chosen, or with #link of its address.

    `payload` is that of `chain_board`, with an optional `note` (sources, data version) for the
    foot of the page. Buttons that need the server are left out.
    """
    title = escape(str(payload["title"]))
    note = escape(str(payload.get("note", "")))
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{BOARD_CSS}
{SAVED_PAGE_CSS}</style>
</head>
<body>
<h1>{title}</h1>
<main><div class="board"></div></main>
<footer>{note}</footer>
<script type="application/json" id="payload">{_inline_json(payload)}</script>
<script type="application/json" id="first">{_inline_json(selected)}</script>
<script>
{OFFLINE_JS}
</script>
</body>
</html>
"""


def _inline_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
