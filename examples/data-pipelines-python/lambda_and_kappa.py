"""Count page views in two ways: with the two layers of Lambda, and with Kappa's one."""

# [layers]
from collections import Counter

LOG = ["home", "blog", "home", "shop", "home", "blog", "shop", "shop"]  # by time


def batch_view(log: list[str]) -> Counter[str]:
    """Lambda, first program: everything from the beginning; runs at night."""
    return Counter(log)


def one_more(view: Counter[str], page: str) -> None:
    """Lambda, second program: one event as it comes in; Kappa has only this one."""
    view[page] += 1


night = 5
speed_view: Counter[str] = Counter()
for page in LOG[night:]:
    one_more(speed_view, page)
print("Lambda:", dict(batch_view(LOG[:night]) + speed_view))  # the query

replayed: Counter[str] = Counter()
for page in LOG:  # a new program simply reads the log again
    one_more(replayed, page)
print("Kappa: ", dict(replayed))
# [/layers]
