"""People with accounts."""

from collections.abc import Sequence

from ledger.accounts.passwords import hash_password
from ledger.accounts.signing_in import SignedIn, SignInRefused, sign_in
from ledger.accounts.users import Account, add_account
from ledger.book.database import Ledger
from ledger.book.policy import LOCAL, Grant, Role

WU, CHEN = "wu.shili", "chen.shili"
PASSWORD = "bamboo-kiln-harbour"  # noqa: S105  (nobody's)
HERE = "10.1.2.3"
DESK = Grant(Role.DESK, "长三角")


def add(
    ledger: Ledger,
    account_id: str = CHEN,
    grants: Sequence[Grant] = (DESK,),
    password: str = PASSWORD,
) -> Account:
    hashed = hash_password(password)
    with ledger.writing(LOCAL) as session:
        return add_account(session, LOCAL, account_id, ("陈示例", grants), hashed)


def come(
    ledger: Ledger, name: str = CHEN, password: str = PASSWORD, replaced: str = ""
) -> SignedIn | SignInRefused:
    return sign_in(ledger, name, password, HERE, replaced)


def come_in(ledger: Ledger, name: str = CHEN, replaced: str = "") -> SignedIn:
    signed = come(ledger, name, replaced=replaced)
    assert isinstance(signed, SignedIn)
    return signed
