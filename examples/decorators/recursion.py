"""A decorator counts the calls of a recursive function: all, or only the first."""

import functools
from collections import Counter

# [recursion]
calls: Counter[str] = Counter()


def counted(function):
    @functools.wraps(function)
    def wrapper(number):
        calls[function.__name__] += 1
        return function(number)

    return wrapper


def plain(number):
    return number if number < 2 else plain(number - 1) + plain(number - 2)


@counted
def marked(number):
    return number if number < 2 else marked(number - 1) + marked(number - 2)


kept = counted(plain)  # plain itself still calls plain
print(kept(20), marked(20))
print(calls)
# [/recursion]
