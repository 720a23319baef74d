"""Imitate a text letter by letter: the next one is drawn by the last few.

A table of counts does here what char-rnn learns with a neural network. The longer
the memory, the more the result looks like English, and it never means anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

SONNETS = """
Shall I compare thee to a summer's day? Thou art more lovely and more temperate:
Rough winds do shake the darling buds of May, and summer's lease hath all too short
a date: Sometime too hot the eye of heaven shines, and often is his gold complexion
dimmed, and every fair from fair sometime declines, by chance, or nature's changing
course untrimmed: But thy eternal summer shall not fade, nor lose possession of that
fair thou ow'st, nor shall death brag thou wander'st in his shade, when in eternal
lines to time thou grow'st, So long as men can breathe, or eyes can see, so long
lives this, and this gives life to thee. Let me not to the marriage of true minds
admit impediments. Love is not love which alters when it alteration finds, or bends
with the remover to remove: O no; it is an ever-fixed mark, that looks on tempests,
and is never shaken; it is the star to every wandering bark, whose worth's unknown,
although his height be taken. Love's not Time's fool, though rosy lips and cheeks
within his bending sickle's compass come; Love alters not with his brief hours and
weeks, but bears it out even to the edge of doom. If this be error and upon me
proved, I never writ, nor no man ever loved.
"""
text = " ".join(SONNETS.split())


# [imitate]
def learn(text: str, memory: int) -> dict[str, Counter[str]]:
    """Count which letter follows each run of *memory* letters."""
    follows = defaultdict(Counter)
    for end in range(memory, len(text)):
        follows[text[end - memory : end]][text[end]] += 1
    return follows


def imitate(text: str, memory: int, length: int, seed: int) -> str:
    rng = np.random.default_rng(seed)
    follows = learn(text + " " + text[:memory], memory)  # so that it never ends
    made = text[:memory]
    while len(made) < length:
        letters, counts = zip(*follows[made[-memory:]].items(), strict=True)
        made += rng.choice(letters, p=np.array(counts) / sum(counts))
    return made


# [/imitate]


if __name__ == "__main__":
    for memory in (1, 2, 4, 8):
        print(f"{memory}: {imitate(text, memory, length=72, seed=4)}")
