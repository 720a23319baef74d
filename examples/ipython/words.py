"""A small module to look at in IPython: it counts words, in a slow and in a quick way."""

from collections import Counter


def count_slowly(words: list[str]) -> dict[str, int]:
    """Count how often each word occurs, going through the list for every word."""
    return {word: words.count(word) for word in set(words)}


def count(words: list[str]) -> dict[str, int]:
    """Count how often each word occurs, going through the list once."""
    return dict(Counter(words))


def share(words: list[str], word: str) -> float:
    """Return which part of the words is *word*."""
    return words.count(word) / len(words)


if __name__ == "__main__":
    text = ["to", "be", "or", "to", "be"]
    assert count(text) == count_slowly(text)
    print(share(text, "be"))
