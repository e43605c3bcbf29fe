"""The figures of a score: those of the program stand for the file only while none opens."""

from pathlib import Path

from targets.scoring.settings import PROGRAM, load_score_settings, open_score_settings


def test_the_programs_own_figures_are_those_of_the_shipped_file() -> None:
    shipped = load_score_settings()

    assert PROGRAM.model_copy(update={"reviewed_on": shipped.reviewed_on}) == shipped


def test_a_broken_file_of_the_office_leaves_the_shipped_figures(tmp_path: Path) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "settings.yaml").write_text("weights: 很重\n", encoding="utf-8")

    assert open_score_settings({"SANMING_DATA": str(tmp_path)}) == load_score_settings()
