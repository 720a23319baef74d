"""Which of many texts may be an earlier wording of another. For ``make catalogues``; pure.

Texts that share enough runs of three characters are found through an index, so that a long list
costs little; what is then an earlier wording is what sphinx-intl takes for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from babel.messages.catalog import Catalog
from sphinx_intl.catalog import update_with_fuzzy

# Below this share of common runs sphinx-intl hardly ever finds two texts alike.
_ENOUGH = 0.4
# A text that stands nearly whole in another one: a paragraph that was split, or two that were
# joined. Not for a few words, which stand in many texts.
_WHOLE = 0.9
_LONG_ENOUGH = 20
# Two texts were joined to another one if they are so much of it; what ends a sentence may change.
_NEARLY_ALL = 0.8
_PUNCTUATION = ".,;:!?…"


def _runs(text: str) -> set[str]:
    padded = f" {' '.join(text.lower().split())} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _is_reworded(text: str, earlier: str) -> bool:
    """Return whether sphinx-intl would offer the translation of *earlier* for *text*."""
    catalogue, template = Catalog(), Catalog()
    catalogue.add(earlier, string=earlier)
    template.add(text)
    update_with_fuzzy(catalogue, template)
    return bool(catalogue[text].string)


class TextIndex:
    """Texts, to be searched for the earlier wordings of others.

    Whether a text is one does not depend on what else is in the index: when texts are taken away,
    nothing is found that was not found before.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(set(texts))
        self._sizes: list[int] = []
        self._holders: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            runs = _runs(text)
            self._sizes.append(len(runs))
            for run in runs:
                self._holders.setdefault(run, []).append(number)

    def alike(self, text: str) -> dict[str, float]:
        """Return the texts that share much with *text*, each with how much: from 0 to 1."""
        runs = _runs(text)
        shared = Counter(number for run in runs for number in self._holders.get(run, ()))
        found = {}
        for number, count in shared.items():
            share = 2 * count / (len(runs) + self._sizes[number])
            shorter = min(len(runs), self._sizes[number])
            if share >= _ENOUGH or _holds(shorter, count):
                found[self._texts[number]] = share
        return found


def _holds(shorter: int, shared: int) -> bool:
    return shorter >= _LONG_ENOUGH and shared >= _WHOLE * shorter


def joined_parts(text: str, earlier: Iterable[str]) -> list[str]:
    """Return the texts of *earlier* that were joined to *text*, in their order in it.

    Each stands in it but for the signs at its end, and together they make up nearly all of it; if
    there are no two such texts, the answer is empty.
    """
    whole = " ".join(text.casefold().split())
    left, places = whole, {}
    for one in sorted(set(earlier), key=lambda part: (-len(part), part)):
        part = " ".join(one.casefold().split()).rstrip(_PUNCTUATION)
        place = left.find(part) if len(part) >= _LONG_ENOUGH else -1
        if place >= 0:
            places[one] = place
            # Taken, so that no other part is found in it.
            left = left[:place] + "\0" * len(part) + left[place + len(part) :]
    is_joined = len(places) > 1 and left.count("\0") >= _NEARLY_ALL * len(whole)
    return sorted(places, key=places.__getitem__) if is_joined else []


def is_earlier_wording(text: str, earlier: str) -> bool:
    """Return whether the translation of *earlier* is worth offering for *text*."""
    ours, theirs = _runs(text), _runs(earlier)
    return _holds(min(len(ours), len(theirs)), len(ours & theirs)) or _is_reworded(text, earlier)
