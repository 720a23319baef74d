"""Three annotations that pay: a TypedDict, a Protocol, and a type with None in it."""

# [types]
from typing import NotRequired, Protocol, TypedDict


class Talk(TypedDict):
    """A row as it comes from JSON: the checker knows its keys."""

    title: str
    minutes: int
    video: NotRequired[str]


class Store(Protocol):
    """Anything with this method will do; nobody has to inherit from it."""

    def find(self, title: str) -> Talk | None: ...


def length(store: Store, title: str) -> int:
    talk = store.find(title)
    return talk["minutes"] if talk else 0


# [/types]


class Programme:
    """A store in memory. It never heard of `Store`, and fits it."""

    def __init__(self, *talks: Talk) -> None:
        self._talks = {talk["title"]: talk for talk in talks}

    def find(self, title: str) -> Talk | None:
        return self._talks.get(title)


if __name__ == "__main__":
    programme = Programme({"title": "import pytz", "minutes": 30})
    print(length(programme, "import pytz"), length(programme, "import this"))
