"""One message for whatever is wrong with a scenario: file, key, what was found, what would do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hyosan.errors import BadInput
from hyosan.scenario.accepts import REFUSED, Accepts
from hyosan.scenario.identity import Path, dotted, is_rows, label
from hyosan.scenario.provenance import Origins
from hyosan.scenario.wording import listed, nearest, shown


@dataclass(frozen=True)
class Complaint:
    """Something wrong at a path; `file` only where the provenance does not know it."""

    path: Path
    found: str
    accepted: str
    suggestion: str | None = None
    file: str | None = None


def raise_first(complaints: Iterable[Complaint], origins: Origins) -> None:
    """Raise the first complaint, if any, and say how many more there are.

    Raises: BadInput naming the file in which the offending key was written.
    """
    found = list(complaints)
    if not found:
        return
    first, *others = found
    file = first.file or origins.file_of(first.path)
    raise BadInput(file, dotted(first.path), first.found, first.accepted, first.suggestion, len(others))


def of_validation(
    error: ValidationError, model: type[BaseModel], resolved: Mapping[str, Any], also: Mapping[Path, Sequence[str]]
) -> list[Complaint]:
    """Complaints for a validation error, missing keys last, as a misspelt key explains a missing one.

    also : path of a table -> keys that are known there besides those of the model
    """
    errors = sorted(error.errors(include_url=False), key=lambda details: details["type"] == "missing")
    return [_complaint(details, model, resolved, also) for details in errors]


def _complaint(
    details: ErrorDetails, model: type[BaseModel], resolved: Mapping[str, Any], also: Mapping[Path, Sequence[str]]
) -> Complaint:
    path = _path(details["loc"], resolved)
    context = details.get("ctx", {})
    value = details["input"]
    match details["type"]:
        case kind if kind == REFUSED:
            return Complaint((*path, *context["at"]), context["found"], context["accepted"], context["suggestion"])
        case "missing":
            return Complaint(path, "missing", _wanted(model, details["loc"], resolved))
        case "extra_forbidden":
            known = [*_keys(_model_at(model, details["loc"][:-1], resolved)), *also.get(path[:-1], ())]
            return Complaint(path, "unknown key", f"known are {listed(known, 40)}", nearest(path[-1], known))
        case "too_long" | "too_short":
            limit = context.get("max_length", context.get("min_length"))
            word = "at most" if details["type"] == "too_long" else "at least"
            return Complaint(path, f"{context['actual_length']:,} rows", f"{word} {limit:,}")
        case "tuple_type":
            return Complaint(path, shown(value), f"an array; tables are written as [[{path[-1]}]]")
        case "model_type" | "model_attributes_type" | "dict_type" | "mapping_type":
            return Complaint(path, shown(value), _table_form(path))
    return Complaint(path, shown(value), details["msg"])


def _table_form(path: Path) -> str:
    return f"a table, written as [{dotted(path)}] or {{ key = value, … }}"


def _path(location: Sequence[int | str], resolved: Mapping[str, Any]) -> Path:
    """Location of a validation error with rows named by identity."""
    path: list[str] = []
    here: Any = resolved
    for step in location:
        if isinstance(step, int):
            row = here[step] if isinstance(here, list) and step < len(here) else None
            path.append(label(path[-1], row, step) if path and is_rows(path[-1], here) else f"#{step + 1}")
            here = row
        else:
            path.append(step)
            here = here.get(step) if isinstance(here, Mapping) else None
    return tuple(path)


def _model_at(
    model: type[BaseModel], location: Sequence[int | str], resolved: Mapping[str, Any]
) -> type[BaseModel] | None:
    """Model of the table at a location."""
    found: type[BaseModel] | None = model
    here: Any = resolved
    for step in location:
        if isinstance(step, str):
            here = here.get(step) if isinstance(here, Mapping) else None
            found = _model_in(_annotation(found, step), here) if found else None
        else:
            here = here[step] if isinstance(here, list) and step < len(here) else None
    return found


def _annotation(model: type[BaseModel], key: str) -> Any:
    fields = model.model_fields
    return next((field.annotation for name, field in fields.items() if key in (name, field.alias)), None)


def _model_in(annotation: Any, table: Any) -> type[BaseModel] | None:
    """The model in an annotation such as `tuple[Model, ...]` or `Model | None`; of several, that of the kind."""
    models = list(_models_in(annotation))
    kind = table.get("kind") if isinstance(table, Mapping) else None
    return next((model for model in models if len(models) > 1 and _is_of(model, kind)), models[0] if models else None)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _is_of(model: type[BaseModel], kind: Any) -> bool:
    field = model.model_fields.get("kind")
    return field is not None and any(part.takes(kind) for part in field.metadata if isinstance(part, Accepts))


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _wanted(model: type[BaseModel], location: Sequence[int | str], resolved: Mapping[str, Any]) -> str:
    """What a missing key should hold: what its type accepts, else its description."""
    around = _model_at(model, location[:-1], resolved)
    fields = around.model_fields if around else {}
    field = next((field for name, field in fields.items() if location[-1] in (name, field.alias)), None)
    if field is None:
        return "this key is required"
    accepts = next((part.accepted for part in field.metadata if isinstance(part, Accepts)), None)
    return f"{field.description}: {accepts}" if accepts else f"{field.description}"
