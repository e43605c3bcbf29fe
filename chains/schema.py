"""The JSON schema of a chain file, for editors that complete and check while one types."""

import json
from pathlib import Path

from chains.model import Chain
from chains.settings import DATA

SCHEMA = DATA / "chain.schema.json"


def schema_text() -> str:
    """Return the schema as it should stand in `SCHEMA`."""
    schema = Chain.model_json_schema(by_alias=True)
    schema["title"] = "三明产业链招商地图：产业链文件"
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schema(path: Path = SCHEMA) -> Path:
    """Write the schema beside the chain files and return its path."""
    path.write_text(schema_text(), encoding="utf-8")
    return path
