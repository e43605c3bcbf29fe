"""Square codes of web addresses, drawn offline."""

import io

import segno

BORDER = 2  # modules left white around a code


def qr_svg(address: str) -> str:
    """Return the code as SVG."""
    return _drawn(address, "svg", xmldecl=False, omitsize=True).decode()


def qr_png(address: str) -> bytes:
    """Return the code as PNG, eight pixels a module."""
    return _drawn(address, "png", scale=8)


def _drawn(address: str, kind: str, **look: object) -> bytes:
    target = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(target, kind=kind, border=BORDER, **look)
    return target.getvalue()
