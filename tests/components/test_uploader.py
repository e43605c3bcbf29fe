"""The place for a file: its words are Chinese, and name the limit that holds."""

import tomllib
from pathlib import Path

import streamlit as st

from components.importing.uploader import STYLE
from drawing.shapes.colours import stylesheet
from files.sheets.cells import MEGABYTE, MOST_BYTES
from tests.forked import ROOT

LIMIT = MOST_BYTES // MEGABYTE


def test_the_limit_of_the_server_is_that_of_the_readers() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert config["server"]["maxUploadSize"] == LIMIT


def test_a_file_that_was_not_taken_is_told_the_limit_and_what_to_do() -> None:
    style = stylesheet(STYLE, kinds='"Excel"', most=f'"{LIMIT}"')

    said = " ".join(style.split()).partition("没有上传")[2]
    assert f'文件超过 " "{LIMIT}" " MB' in said
    assert "请分成几个文件再传" in said


def test_the_library_still_marks_the_places_whose_words_are_replaced() -> None:
    scripts = Path(st.__file__).parent / "static" / "static" / "js"
    text = "".join(path.read_text("utf-8") for path in scripts.glob("*.js") if _is_meant(path))

    named = ("stFileUploaderDropzoneInstructions", "stFileChip", "aria-invalid", "stFileUploader")
    assert [name for name in named if name not in text] == []


def _is_meant(path: Path) -> bool:
    return path.name.startswith(("FileUploader.", "utils."))
