"""Server mode starts only as it is safe, and names everything that is missing at once."""

import os
from pathlib import Path

import pytest

from front.server.settings import Https, ServerRefused, is_server, read_settings
from tests.front.server.office_online import HOST, settings

NO_HTTPS = Https()


@pytest.mark.parametrize(("mode", "is_online"), [("", False), ("local", False), ("server", True)])
def test_the_mode_is_local_unless_it_is_set(mode: str, is_online: bool) -> None:  # noqa: FBT001
    assert is_server({"SANMING_MODE": mode}) is is_online


def test_a_mode_nobody_knows_is_refused() -> None:
    with pytest.raises(ServerRefused, match="没有这种模式"):
        is_server({"SANMING_MODE": "sever"})


def test_everything_that_is_missing_is_named_at_once_with_what_to_do() -> None:
    with pytest.raises(ServerRefused) as refused:
        read_settings({}, NO_HTTPS)

    for said in ("SANMING_HOSTS", "python -m ledger online", "SANMING_PROXY", "CERT_FILE"):
        assert said in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"SANMING_HOSTS": "https://zs.example.gov.cn"}, "不是主机名"),
        ({"SANMING_HOSTS": "zs.example.gov.cn:8501"}, "不是主机名"),
        ({"SANMING_HOSTS": "*"}, "不是主机名"),
        ({"SANMING_SECRET_FILE": "/nowhere/secret"}, "读不到"),
        ({"SANMING_PROXY": "nginx"}, "不是 IP 地址"),
        ({"SANMING_PROXY": ""}, "没有 https"),
    ],
)
def test_a_setting_that_is_wrong_is_named(
    tmp_path: Path, changed: dict[str, str], says: str
) -> None:
    with pytest.raises(ServerRefused, match=says):
        read_settings(settings(tmp_path) | changed, NO_HTTPS)


def test_a_certificate_of_ones_own_needs_no_proxy(tmp_path: Path) -> None:
    given = settings(tmp_path) | {"SANMING_PROXY": ""}

    assert read_settings(given, Https("cert.pem", "key.pem")).hosts == {HOST}


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights otherwise")
def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    given = settings(tmp_path)
    Path(given["SANMING_SECRET_FILE"]).chmod(0o640)

    with pytest.raises(ServerRefused, match="chmod 600"):
        read_settings(given, NO_HTTPS)


def test_a_short_secret_is_refused_and_none_is_ever_shown(tmp_path: Path) -> None:
    given = settings(tmp_path)
    assert "xxxx" not in repr(read_settings(given, NO_HTTPS))
    Path(given["SANMING_SECRET_FILE"]).write_text("k9z", encoding="ascii")

    with pytest.raises(ServerRefused, match="太短") as refused:
        read_settings(given, NO_HTTPS)

    assert "k9z" not in str(refused.value)
