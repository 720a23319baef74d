"""What a decorator loses without functools.wraps, and what it keeps with it."""

# [wraps]
import functools
import inspect


def careless(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def careful(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def area(width: float, height: float) -> float:
    """Return the area of a rectangle."""
    return width * height


# [/wraps]


# [lost]
for decorate in (careless, careful):
    decorated = decorate(area)
    print(f"{decorate.__name__}: {decorated.__name__}{inspect.signature(decorated)}")
    print(f"    help: {decorated.__doc__}")
    print(f"    original within reach: {hasattr(decorated, '__wrapped__')}")
# [/lost]
