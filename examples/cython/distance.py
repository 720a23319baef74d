"""Levenshtein distance for Cython, written in Python: it runs compiled and as it is.

Compile it with ``cythonize -i -a distance.py``; the flag ``-a`` writes a page that
colours each line by how much of it still goes through Python.
"""

# [distance]
import cython


@cython.boundscheck(False)
@cython.wraparound(False)
def distance(first: str, second: str) -> cython.int:
    """Return how many edits of a letter turn one word into the other."""
    row: list = list(range(len(second) + 1))
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    corner: cython.int
    above: cython.int
    left: cython.int
    for i in range(len(first)):
        corner, left = i, i + 1
        row[0] = left
        for j in range(len(second)):
            above = row[j + 1]
            left = min(above + 1, left + 1, corner + (first[i] != second[j]))
            row[j + 1] = left
            corner = above
    return row[len(second)]


# [/distance]


if __name__ == "__main__":
    print("compiled" if cython.compiled else "plain Python")
    print("Cython → Python:", distance("Cython", "Python"))
