"""The heart of PyTorch in miniature: numbers that remember how they were made.

Each operation notes its inputs and its derivatives. `backward` then walks the
record from the result back to the beginning and multiplies along the way.
"""

from __future__ import annotations

import math


# [value]
class Value:
    def __init__(self, number: float, made_from=()) -> None:
        self.number = number
        self.made_from = made_from  # pairs: (input, derivative with respect to it)
        self.gradient = 0.0

    def __add__(self, other: Value) -> Value:
        return Value(self.number + other.number, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: Value) -> Value:
        pairs = ((self, other.number), (other, self.number))
        return Value(self.number * other.number, pairs)

    def sin(self) -> Value:
        return Value(math.sin(self.number), ((self, math.cos(self.number)),))

    def backward(self, gradient: float = 1.0) -> None:
        self.gradient += gradient  # every path to this number adds its share
        for source, derivative in self.made_from:
            source.backward(gradient * derivative)


x, y = Value(2.0), Value(3.0)
z = x * y + (x * x).sin()
z.backward()
# [/value]


if __name__ == "__main__":
    print(f"z = {z.number:.4f}")
    print(f"dz/dx = {x.gradient:.4f}, by hand {3 + math.cos(4) * 4:.4f}")
    print(f"dz/dy = {y.gradient:.4f}, by hand {2:.4f}")
