"""JSON Schema of scenario files as users write them, for editors: draft 4, the one that TOML editors know."""

from typing import Any

from hyosan.scenario.identity import IDENTITY
from hyosan.scenario.references import BASED, FOLDERS, folder_of
from hyosan.scenario.scenario import Scenario

_REF = "#/definitions/{model}"
_STANDS_ALONE = ("title", "start", "until", "pathogen")  #: what a file needs that extends no other
_DROPPED = ("default", "title")  #: keys of pydantic's schema that say nothing to somebody who writes TOML

Schema = dict[str, Any]


def json_schema() -> Schema:
    """JSON Schema of a scenario file: rows need only what identifies them, since files change others."""
    generated = Scenario.model_json_schema(ref_template=_REF)
    definitions = {name: _written(table) for name, table in generated.pop("$defs").items()}
    scenario = _written(generated)
    for table in (scenario, *definitions.values()):
        for key, field in table["properties"].items():
            if key in IDENTITY and "items" in field:  # contacts at school are no rows
                _let_rows_change(definitions[_model_of(field["items"])], key)
    _let_refer(scenario, definitions)
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": "Hyosan scenario",
        **scenario,
        "description": "A scenario of its own, or changes of the one that it extends.",
        "anyOf": [{"required": ["extends"]}, {"required": list(_STANDS_ALONE)}],
        "definitions": definitions,
    }


def _written(table: Schema) -> Schema:
    """The schema of a table as it stands in a file: nothing is required, nothing is null."""
    kept = {key: value for key, value in table.items() if key not in ("required", *_DROPPED)}
    return {**kept, "properties": {key: _field(field) for key, field in table["properties"].items()}}


def _field(field: Schema) -> Schema:
    kept = {key: value for key, value in field.items() if key not in _DROPPED}
    match kept.get("anyOf"):
        case [choice, {"type": "null"}]:
            del kept["anyOf"]
            kept |= choice
        case [*choices, {"type": "null"}]:
            kept["anyOf"] = choices
    return kept


def _model_of(reference: Schema) -> str:
    return str(reference["$ref"].rsplit("/", 1)[1])


def _let_rows_change(row: Schema, array: str) -> None:
    row["required"] = list(IDENTITY[array])
    row["properties"]["remove"] = {"enum": [True], "description": "Drop the inherited row"}


def _let_refer(scenario: Schema, definitions: Schema) -> None:
    """Add what stands in files only: `extends`, and the references to the catalog."""
    name = {"type": "string", "minLength": 1}
    properties = scenario["properties"]
    properties["extends"] = {**name, "description": "Name or path of the scenario that this one changes"}
    for key in FOLDERS:
        description = f'Names of files in catalog/{folder_of(key)}/, or ["*"] for all'
        properties[key] = {"type": "array", "items": name, "description": description}
    for key in BASED:
        tables = properties[key].get("anyOf", [{"$ref": properties[key].get("$ref")}])
        properties[key] = {"anyOf": [name, *tables], "description": properties[key].get("description")}
        base = f"Name in catalog/{key}s/ of the {key} that this one changes"
        for table in tables:
            definitions[_model_of(table)]["properties"]["base"] = {**name, "description": base}
