"""The documented commands, as `bench.same_answers` runs them: one table, held against the docs.

In it `{data}` is the office's folder, `{made}` one for backups, `{out}` a new one for papers.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_CHAINS = """
bamboo_wood biomed building digital eco_livestock equipment fluorine grain_oil graphite
horticulture rare_earth_energy seed silicon steel_metal textile tourism_wellness
"""
DESKS = ("京津冀", "长三角", "粤港澳", "闽东南", "成渝汉")
LEFT_OUT = {
    "bench": "prints timings, which never repeat",
    "chains schema": "writes into the checkout; a test holds its file",
    "geodata build": "writes into the checkout, from packages of requirements-build.txt",
}
# A program that has a new name: a checkout without the first is asked by the second.
RENAMED = {"reports": "papers"}
FILES = {
    "plots.csv": (
        "编号，名称，类型，县区，面积（亩），经度，纬度，坐标系\n"
        "A1，一号地，闲置土地，大田县，120,117.85,25.7,WGS84\n"
        "A2，二号地，闲置土地，沙县区，30,,,\n"
    ),
    "wrong_plots.csv": "编号，名称，类型，县区，面积（亩）\nA1，一号地，月亮，大田县，很大\n",
    "companies.csv": (
        "企业名称，所属省份，所属城市，国标行业小类，经营范围\n"
        "杭州某某氟化工有限公司，浙江省，杭州市，无机盐制造，无水氢氟酸生产\n"
    ),
    "wrong_companies.csv": "企业名称，统一社会信用代码\n某某有限公司，12\n",
}
_READ = """
front check
front check --json
chains check
chains check --hosts
chains gaps
chains gaps --json
chains gaps --chain fluorine
chains gaps --chain nowhere
chains show fluorine
chains show nowhere --json
chains audit --sample 20 --seed 7
chains audit --sample 20 --seed 7 --json
chains audit --sample 200 --seed 1 --json
geodata check
geodata import {data}/plots.csv --dry-run
geodata import {data}/wrong_plots.csv --dry-run
geodata import {data}/plots.csv
geodata match --chain fluorine --link lithium_salt
geodata match --chain fluorine --link lithium_salt --area-mu 100 --investment-10k-yuan 30000 --json
geodata match --chain fluorine --link lithium_salt --plots {data}/plots.csv --json
geodata match --chain textile --link dyeing --json
geodata match --chain biomed --link chem_prep --json
geodata match --chain steel_metal --link iron_steelmaking --json
geodata match --chain equipment --link special_machinery --json
geodata match --chain digital --link smart_terminal --area-mu 20 --json
geodata match --chain bamboo_wood --link paper --json
geodata match --chain fluorine --link nowhere --json
targets check
targets find
targets find --json --limit 2000
targets find --json --limit 2000 --memory
targets find --json --gaps
targets find --desk 长三角 --chain fluorine --json
targets find --chain fluorine --link lithium_salt --json
targets find --chain fluorine --link nowhere --json
targets find --list 央企 --json
targets find --city 杭州 --json
targets find --keyword 氟材 --json
targets find --desk 长三角 --city 杭州 --city 苏州 --keyword 材料 --gaps --memory --limit 3 --json
targets find --desk 火星
targets score --company c004f58b1ba
targets score --company c004f58b1ba --json
targets score --company cd98b8bd133 --json
targets score --company 没有这家 --json
targets rebuild
"""
_WRITE = """
ledger init
ledger verify
ledger chains gaps
ledger chains gaps --json
ledger snapshot 一
ledger sample off
ledger sample on
ledger import {data}/wrong_plots.csv
ledger import {data}/plots.csv --dry-run
ledger import {data}/plots.csv
ledger import {data}/plots.csv
targets import {data}/wrong_companies.csv --json
targets import {data}/companies.csv --dry-run --published 2026-11-01 --json
targets import {data}/companies.csv --json
targets import {data}/companies.csv
targets find --keyword 某某 --json --memory
ledger signal --company c004f58b1ba --kind plant --on 2026-11-01 --says 扩产 --source 某报
ledger signal --company c004f58b1ba --withdraw 1 --reason 误记
ledger signal --company c004f58b1ba --kind plant --on 2026-11-02 --says 建厂 --source 某报
ledger signal --company c004f58b1ba
ledger companies same
ledger companies merge c004f58b1ba c00260bbbf8
ledger companies undo 1
ledger companies apart c004f58b1ba c00260bbbf8
ledger snapshot 二
ledger snapshot
ledger roles
ledger contacts
ledger user list
ledger user add 陈 --name 陈示例 --role viewer
ledger user roles nobody --role viewer
ledger user reset nobody
ledger online --admin 陈 --name 陈示例 --host zs.example.gov.cn
ledger export --plots --out {made}/plots.xlsx
ledger backup {made}/backup.sqlite
ledger restore {made}/backup.sqlite
ledger verify
reports changes --since 一
reports changes --since 一 --json
reports changes --since 一 --until 二 --json
reports changes --since 三
"""
_PAPERS = """
reports trip --desk 长三角 --top 10 --start 2026-12-01 --out {out}
reports trip --desk 火星 --out {out}
reports company --id c004f58b1ba --out {out}
reports card --chain fluorine --link lithium_salt --out {out}
reports deck --out {out}
reports deck --since 一 --out {out}
reports analysis --out {out}
reports analysis --chain fluorine --json --out {out}
reports wallmap --size A3 --out {out}
reports wallmap --only fluorine --size both --out {out}
reports verify {data}/plots.csv
reports verify {data}/plots.csv --json
"""
_WORD = re.compile(r"[a-z_.]+")


def all_commands() -> list[str]:
    """List every command in the order it must run: reading, writing, papers; then the helps."""
    per_chain = [
        f"{asked.format(chain)} --json"
        for chain in _CHAINS.split()
        for asked in ("chains gaps --chain {}", "chains show {}", "ledger chains show {}")
    ]
    desks = [f"targets find --desk {desk} --json --limit 50" for desk in DESKS]
    asked = [*_lines(_READ), *per_chain, *desks, *_lines(_WRITE), *_lines(_PAPERS)]
    named = dict.fromkeys(word for command in asked for word in _names(command))
    return asked + [f"{name} --help" for name in named]


def undocumented(docs: str, table: Sequence[str]) -> list[str]:
    """List the commands in `docs` that neither `table` nor `LEFT_OUT` holds, in their order."""
    known = [command.split() for command in (*table, *LEFT_OUT)]
    return [
        command
        for command in documented(docs)
        if not any(words[: len(command.split())] == command.split() for words in known)
    ]


def documented(docs: str) -> list[str]:
    """List what `docs` names in lines `python -m …`, without options: "chains show fluorine".

    "ledger chains gaps --json | show fluorine" are two: what precedes the last word holds for both.
    """
    lines = re.findall(r"^python -m (.+)$", docs, re.MULTILINE)
    bare = [re.split(r"\s{2,}", re.sub(r"\[.*?\]", "", line))[0] for line in lines]
    return [command for line in bare for command in _alternatives(line)]


def program_of(checkout: Path, name: str) -> str:
    """Return the package of `checkout` that answers to `name`, which is its name in the table."""
    moved = not (checkout / name / "__main__.py").exists()
    return RENAMED.get(name, name) if moved else name


def _alternatives(line: str) -> Iterator[str]:
    first, *others = (_words(part) for part in line.split(" | "))
    yield _as_in_table(first)
    for other in others:
        yield _as_in_table([*first[:-1], *other])


def _words(part: str) -> list[str]:
    words = part.split()
    count = next((n for n, word in enumerate(words) if not _WORD.fullmatch(word)), len(words))
    return words[:count]


def _as_in_table(words: Sequence[str]) -> str:
    """Join `words` with the program named as in the table, `bench.papers` simply `bench`."""
    names = {new: old for old, new in RENAMED.items()}
    program = words[0].partition(".")[0]
    return " ".join([names.get(program, program), *words[1:]])


def _names(command: str) -> list[str]:
    """Return the program and the program with its command; both have a help."""
    program, name, *_ = command.split()
    return [program, f"{program} {name}"]


def _lines(text: str) -> list[str]:
    return text.strip().splitlines()
