"""Which table a large population is: its `kind` says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from hyosan.scenario.accepts import Word, refusal
from hyosan.scenario.households import Households
from hyosan.scenario.network import ContactNetwork
from hyosan.scenario.own_people import OwnPeople
from hyosan.scenario.population import Population
from hyosan.scenario.wording import nearest, shown

KINDS: Mapping[str, type[BaseModel]] = {
    "mixed": Population,
    "households": Households,
    "file": OwnPeople,
    "network": ContactNetwork,
}
_KIND = Word.of(*KINDS)


@dataclass(frozen=True)
class ByKind:
    """Annotation of a field: the table is read as the model that its `kind` names."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    @staticmethod
    def _read(value: Any, others: Callable[[Any], Any]) -> Any:
        if not isinstance(value, Mapping):
            accepted = "a table, written as [population], or the name of a file in catalog/populations/"
            raise refusal(shown(value), accepted)
        kind = value.get("kind")
        if not _KIND.takes(kind):
            found = "missing" if kind is None else shown(kind)
            raise refusal(found, _KIND.accepted, nearest(kind, KINDS), at=("kind",))
        return KINDS[str(kind)].model_validate(value)


AnyPopulation = Annotated[Population | Households | OwnPeople | ContactNetwork, ByKind()]
