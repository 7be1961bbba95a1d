"""What all tables of a scenario have in common: they are frozen and refuse unknown keys."""

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """A table of a scenario."""

    # Building of the validators waits until a whole scenario needs them: importing stays cheap.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
