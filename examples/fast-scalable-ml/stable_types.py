# needs: numba
"""What a compiler such as Numba can translate: the type of everything stays the same."""

import numpy as np
from numba import njit
from numba.core.errors import TypingError


# [types]
@njit
def mean(ages: np.ndarray) -> float:
    total = 0.0
    for age in ages:
        total += age
    return total / len(ages)


@njit
def describe(age: float) -> float | str:
    if age > 100:
        return "venerable"  # a text here, a number below: no machine type is both
    return age


print(mean(np.arange(191.0)))
try:
    print(describe(190.0))
except TypingError as error:
    print(str(error).splitlines()[1].split(":")[0])
# [/types]
