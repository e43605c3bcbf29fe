"""材料版式: who hands a paper out, and whether it is laid out as a public document."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from files.office import office_folder
from files.opening import DataFile, FileStamp, opened_or, stamp
from files.problems import validate
from files.records import Record
from files.yaml_reader import read_yaml

FILE = "papers.yaml"
MISSING = "材料用通常的版式，不印单位；其他照常"


class PaperLayout(StrEnum):
    """版式: the usual one of the product, or 公文 after GB/T 9704."""

    USUAL = "usual"
    OFFICIAL = "official"


class PaperForm(Record):
    """材料版式: `unit` makes papers and signs them; `secrecy` stands on top of the first page."""

    unit: Annotated[str, Field(max_length=60)] = ""
    layout: PaperLayout = PaperLayout.USUAL
    secrecy: Annotated[str, Field(max_length=40)] = ""

    @property
    def is_official(self) -> bool:
        """Whether papers are laid out as public documents."""
        return self.layout is PaperLayout.OFFICIAL


USUAL_FORM = PaperForm()


def load_form(environment: Mapping[str, str]) -> PaperForm:
    """Return the office's `papers.yaml`; without one, or with one that is wrong, the usual form."""
    path = office_folder(environment) / FILE
    return _opened(path, stamp(path)) if path.exists() else USUAL_FORM


@lru_cache(maxsize=4)
def _opened(path: Path, _: FileStamp) -> PaperForm:
    return opened_or(USUAL_FORM, partial(read_form, path))


def form_files(office: Path) -> tuple[DataFile, ...]:
    """List the office's own file if it has one; none is shipped."""
    own = office / FILE
    return (DataFile(own, MISSING, partial(read_form, own)),) if own.exists() else ()


def read_form(path: Path) -> PaperForm:
    """Read one file of settings.

    Raises:
        DataError: the file is not plain YAML, or an entry does not fit.
    """
    file = read_yaml(path)
    return validate(PaperForm, file, file.content)
