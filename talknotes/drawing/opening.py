"""The picture of the front page: what is said, becomes notes in two languages, and leads on.

A voice at the left, two sheets in the middle, and at the right the net that the words are part of.
On the sheets are the letters A and Я, drawn, not written: readers who do not see the picture miss
nothing.
"""

from __future__ import annotations

from talknotes.content.site import Site
from talknotes.drawing.pieces import Picture, View

WIDTH, HEIGHT = 736, 180
MIDDLE = HEIGHT / 2
# How high the voice is, every few pixels.
VOICE = (10, 26, 18, 48, 74, 40, 96, 132, 84, 112, 58, 92, 44, 66, 30, 40, 18, 24, 10)
VOICE_STEP = 11
# The front sheet, and its lines of words, as widths; a negative one is a word that leads on.
SHEET = (262, 34, 142, 138)
WORDS = ((62,), (32, 40, -26), (52, 54), (22, 42, -34), (64, 40), (30, -62), (48,))
# The net: dots with their sizes, and which of them are joined.
NET = (
    (506, 60, 6), (486, 112, 4.5), (560, 28, 4), (572, 92, 9), (546, 148, 5), (634, 56, 5.5),
    (640, 128, 7), (610, 164, 3.5), (700, 90, 4.5), (690, 30, 3.5), (712, 146, 4),
)  # fmt: skip
JOINED = (
    (0, 2), (0, 3), (1, 3), (1, 4), (3, 4), (2, 5), (3, 5), (3, 6), (4, 7), (6, 7), (5, 8), (6, 8),
    (5, 9), (8, 9), (6, 10), (8, 10),
)  # fmt: skip
# Which words lead to which dots, in the order of the words.
THREADS = (0, 1, 4)


def opening_view(_site: Site) -> View:
    """Return the picture; its colours are in the style sheet."""
    words, ends = _words()
    x, y, width, height = SHEET
    threads = "".join(_thread(end, NET[dot][:2]) for end, dot in zip(ends, THREADS, strict=True))
    svg = (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">\n'
        f'<path class="voice" d="{_voice()}"/>\n'
        f'<rect class="sheet" x="{x + 26}" y="{y - 24}" width="{width}" height="{height}" rx="6"/>'
        f'<path class="letter" d="M{x + width + 9} {y + 4}l5-6m3 6v-14h-4a4 4 0 0 0 0 8h4"/>\n'
        f'<rect class="sheet" x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>'
        f'<path class="letter" d="M{x + width - 23} {y + 24}l5-14l5 14m-2-5h-6"/>\n'
        f"{words}\n{threads}\n{_net()}\n</svg>"
    )
    return View("opening", picture=Picture(svg))


def _voice() -> str:
    bars = (
        f"M{14 + place * VOICE_STEP} {MIDDLE - high / 2:g}v{high}"
        for place, high in enumerate(VOICE)
    )
    return "".join(bars)


def _words() -> tuple[str, list[tuple[float, float]]]:
    """Return the words on the sheet, and where those end that lead on."""
    drawn: list[str] = []
    ends: list[tuple[float, float]] = []
    left, top = SHEET[0] + 14, SHEET[1] + 18
    for row, widths in enumerate(WORDS):
        x, y = left, top + row * 17
        for width in widths:
            style = "title" if row == 0 else "term" if width < 0 else "word"
            drawn.append(f'<path class="{style}" d="M{x} {y}h{abs(width) - 4}"/>')
            x += abs(width) + 4
            if width < 0:
                ends.append((x - 8, y))
    return "".join(drawn), ends


def _thread(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (to_x, to_y) = start, end
    return f'<path class="thread" d="M{x} {y}C{x + 90} {y} {to_x - 70} {to_y} {to_x} {to_y}"/>'


def _net() -> str:
    lines = "".join(f"M{NET[a][0]} {NET[a][1]}L{NET[b][0]} {NET[b][1]}" for a, b in JOINED)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="{radius}"/>' for x, y, radius in NET)
    return f'<path class="net" d="{lines}"/>{dots}'
