"""The result for people (one table in Chinese) and for programs (one JSON object)."""

from collections.abc import Iterable, Mapping, Sequence
from unicodedata import east_asian_width

from bench.figures import Measurement, Promise, Ratio
from bench.machine import Moment

NEAR_EQUAL = 1.15
Result = Mapping[str, object]


def as_table(
    machine: Mapping[str, str],
    moments: Sequence[Moment],
    rows: Sequence[Measurement],
    ratios: Sequence[Ratio],
    promises: Sequence[Promise],
) -> str:
    """Return Markdown tables that also read well on a terminal."""
    about = [f"- {text}" for text in machine.values()]
    return "\n\n".join(
        [
            "\n".join([*about, *map(_moment, moments)]),
            _table(("部分", "项目", "中位数", "p95", "单位", "次数"), map(_cells, rows)),
            _table(("对照（中位数）", "倍数", "谁快/谁省"), map(_compared, ratios)),
            _table(("承诺", "实测", "结论"), map(_promised, promises)),
        ]
    )


def as_json(
    machine: Mapping[str, str],
    moments: Sequence[Moment],
    rows: Sequence[Measurement],
    ratios: Sequence[Ratio],
    promises: Sequence[Promise],
) -> Result:
    """Return everything with all single values, in the order taken."""
    return {
        "machine": dict(machine),
        "moments": [
            {"part": m.part, "load": m.load, "others_percent": m.others_percent} for m in moments
        ],
        "rows": [
            {
                "key": row.key,
                "what": row.what,
                "unit": row.unit.value,
                "median": round(row.median, 3),
                "p95": round(row.p95, 3),
                "values": [round(value, 3) for value in row.values],
            }
            for row in rows
        ],
        "ratios": [
            {"what": r.what, "ours": r.ours, "other": r.other, "times": round(r.times, 3)}
            for r in ratios
        ],
        "promises": [
            {"text": p.text, "value": round(p.value, 3), "limit": p.limit, "met": p.met}
            for p in promises
        ],
    }


def _moment(moment: Moment) -> str:
    busy = "，偏忙，结果可能偏高，请空闲时重测" if moment.is_busy else ""
    return (
        f"- 测「{moment.part}」之前：负载 {moment.load:.2f},"
        f"别的程序占 CPU {moment.others_percent:.0f} %{busy}"
    )


def _cells(row: Measurement) -> tuple[str, ...]:
    return (
        row.part,
        row.what,
        _figure(row.median),
        _figure(row.p95),
        row.unit.value,
        str(len(row.values)),
    )


def _compared(compared: Ratio) -> tuple[str, ...]:
    return compared.what, _figure(compared.times), _verdict(compared.times)


def _verdict(times: float) -> str:
    """Say who is ahead; so little more or less is what one run differs from the next."""
    if 1 / NEAR_EQUAL <= times <= NEAR_EQUAL:
        return "相当"
    return "本看板占优" if times > 1 else "本看板较差"


def _promised(promise: Promise) -> tuple[str, ...]:
    return promise.text, _figure(promise.value), "达到" if promise.met else "没有达到"


def _figure(value: float) -> str:
    """Three significant digits, whole numbers from 100 on."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [tuple(heads), *map(tuple, rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_line(line, widths) for line in (lines[0], rule, *lines[1:]))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (w - _width(cell)) for cell, w in zip(cells, widths, strict=True)]
    return f"| {' | '.join(padded)} |"


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
