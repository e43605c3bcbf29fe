"""Form tokens: a form counts only if it was drawn by this server for this browser."""

import hashlib
import hmac


def form_token(secret: bytes, form: str, browser: str) -> str:
    """Return the token of one form (its word) for what one browser holds in a cookie."""
    message = f"{form}\n{browser}".encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def is_form_token(secret: bytes, form: str, browser: str, token: str) -> bool:
    """Tell whether `token` is that of the form and browser; compared in constant time."""
    right = form_token(secret, form, browser)
    return bool(browser) and hmac.compare_digest(right.encode(), token.encode())
