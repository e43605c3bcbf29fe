"""The usual way of a map finds beside it what it loads, wherever our map keeps that."""

from pathlib import Path

from bench.map_timing import copy_usual_way


def test_the_usual_way_stands_beside_the_scripts_it_names(tmp_path: Path) -> None:
    script = copy_usual_way(tmp_path)

    named = [line for line in script.read_text("utf-8").splitlines() if "{STATIC}/" in line]
    files = [line.partition("{STATIC}/")[2].partition('"')[0] for line in named]
    assert len(files) == 3
    assert [name for name in files if not (tmp_path / "static" / name).is_file()] == []
