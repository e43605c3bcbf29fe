"""A real nginx before the office online, set up word by word as docs/accounts.md says."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.forked import ROOT
from tests.front.server.office_online import HOST
from tests.running_app import free_port

_START_S = 120.0  # a busy machine is slow, not wrong
_AROUND = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{inside}
}}
"""


def find_nginx() -> str | None:
    """Return where nginx lies, None if it is not installed."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def block_of_the_page() -> str:
    """Return the set-up that the page for the people who run a server gives them."""
    page = (ROOT / "docs" / "accounts.md").read_text(encoding="utf-8")
    [block] = [text for text in re.findall(r"```\n(.*?)```", page, re.DOTALL) if "server {" in text]
    return str(block)


@contextmanager
def behind_nginx(program: str, app: str, folder: Path) -> Iterator[int]:
    """Run nginx before the dashboard at `app`; yield the port at which it answers over https."""
    folder.mkdir()
    certificate, key, port = folder / "office.crt", folder / "office.key", free_port()
    _certify(certificate, key)
    listening = (
        f"listen 127.0.0.1:{port} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};"
    )
    inside = block_of_the_page().replace("listen 443 ssl;", listening)
    inside = inside.replace("127.0.0.1:8501", urlsplit(app).netloc)
    written = folder / "nginx.conf"
    written.write_text(_AROUND.format(folder=folder, inside=inside), encoding="utf-8")
    command = [program, "-p", str(folder), "-c", str(written), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command)
    try:
        _wait_until_it_listens(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(_START_S)


def _certify(certificate: Path, key: Path) -> None:
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    into = ("-subj", f"/CN={HOST}", "-out", str(certificate), "-keyout", str(key))
    subprocess.run(["openssl", "req", "-x509", *kind, *into], check=True, capture_output=True)


def _wait_until_it_listens(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    msg = "nginx did not begin to listen"
    raise RuntimeError(msg)
