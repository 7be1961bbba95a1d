"""Tables of columns put below each other."""

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T", bound=tuple[Any, ...])


def stacked(parts: Sequence[T]) -> T:
    """The rows of all parts, in their order.

    parts : named tuples of arrays and lists, of one type; at least one
    """
    columns = (
        np.concatenate(column) if isinstance(column[0], np.ndarray) else [value for part in column for value in part]
        for column in zip(*parts, strict=True)
    )
    return type(parts[0])(*columns)
