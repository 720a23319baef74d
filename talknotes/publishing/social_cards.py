"""The pictures that other sites show beside a link to a talk: title, speakers, conference, date.

They are drawn with Pillow and with fonts that are installed with the project, so that they look the
same wherever they are made, and only where the site knows its address on the web: nothing else can
show them. Each keeps a digest of what is on it, so that it is drawn again only when that changes.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from talknotes.common.files import digest, write_whole
from talknotes.common.typography import date_span
from talknotes.content.facts import Talk
from talknotes.content.site import Site

# What Facebook, LinkedIn, Telegram and others show whole.
WIDTH, HEIGHT = 1200, 630
FOLDER = "pictures"
# Of the page of the site as a whole; no page can bear this name, which is no slug.
SITE_PICTURE = f"{FOLDER}/_site.png"

# Raised whenever the same words are to look otherwise.
_DESIGN = 2
_FONTS = files("font_roboto") / "files"
_REGULAR, _BOLD = "Roboto-Regular.ttf", "Roboto-Bold.ttf"
_PAPER, _INK, _GREY, _BLUE = "#ffffff", "#1d2433", "#545b6b", "#214d8c"
_MARGIN, _STRIPE = 80, 20
_TEXT_WIDTH = WIDTH - 2 * _MARGIN
_TITLE_TOP, _TITLE_BOTTOM = 165, 430
_TITLE_SIZES = range(78, 39, -2)
_LEADING = 1.18
_COLOURS = 32
_DIGEST_KEY = "talknotes"
# No font has a letter here: what it draws instead tells which others it lacks.
_NO_LETTER = "\U0010ffff"


@dataclass(frozen=True)
class Words:
    """What is written on a picture."""

    site: str
    title: str
    lines: tuple[str, ...] = ()

    def digest(self) -> str:
        """Return a digest of the words and of how they are drawn."""
        return digest(repr((_DESIGN, self)).encode("utf-8"))


@lru_cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO((_FONTS / name).read_bytes()), size)


# The others are no blanks to the program that sets the text, and some end it (Pillow 13.0).
_BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
# More than there is place for in any size.
_LONGEST = 400


@cache
def _has_letter(letter: str) -> bool:
    font = _font(_REGULAR, 40)
    if not letter.isprintable() or letter == " ":
        return letter in _BLANKS
    return bytes(font.getmask(letter)) != bytes(font.getmask(_NO_LETTER))


def can_write(text: str) -> bool:
    """Return whether the font has all letters of *text*."""
    return all(_has_letter(letter) for letter in text)


def wrap(text: str, width: float, length: Callable[[str], float]) -> list[str]:
    """Return *text* in lines of at most *width* by *length*; no-break spaces hold together."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float, length: Callable[[str], float]) -> str:
    """Return *text*, cut with an ellipsis where it is longer than *width* by *length*."""
    if len(text) <= _LONGEST and length(text) <= width:
        return text
    text = text[:_LONGEST]
    while text and length(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def fit_title(title: str) -> tuple[list[str], int]:
    """Return the lines of *title* and the largest size at which they have their place."""
    title = title[:_LONGEST]
    for size in _TITLE_SIZES:
        font = _font(_BOLD, size)
        lines = wrap(title, _TEXT_WIDTH, font.getlength)
        high = len(lines) * size * _LEADING <= _TITLE_BOTTOM - _TITLE_TOP
        if high and all(font.getlength(line) <= _TEXT_WIDTH for line in lines):
            return lines, size
    most = int((_TITLE_BOTTOM - _TITLE_TOP) / (size * _LEADING))
    lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shortened(line, _TEXT_WIDTH, font.getlength) for line in lines], size


def _bubble(height: int) -> Image.Image:
    """Return the mark of the site, as in ``static/favicon.svg``."""
    scale = 4 * height / 32
    mark = Image.new("RGB", (4 * height, 4 * height), _PAPER)
    pen = ImageDraw.Draw(mark)

    def at(*points: float) -> list[float]:
        return [point * scale for point in points]

    pen.rounded_rectangle(at(1, 3, 31, 24), 3 * scale, fill=_BLUE)
    pen.polygon(at(8, 23, 8, 30, 15, 24), fill=_BLUE)
    for x, y in ((24, 10), (18, 16)):
        pen.line(at(8, y, x, y), fill=_PAPER, width=round(2.5 * scale))
    return mark.resize((height, height), Image.Resampling.LANCZOS)


def draw(words: Words) -> bytes:
    """Return the PNG with *words* on it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, _STRIPE - 1, HEIGHT), fill=_BLUE)
    image.paste(_bubble(60), (_MARGIN, 66))
    pen.text((_MARGIN + 78, 93), words.site, _GREY, _font(_BOLD, 34), anchor="lm")
    lines, size = fit_title(words.title)
    for number, line in enumerate(lines):
        place = (_MARGIN, _TITLE_TOP + round(number * size * _LEADING))
        pen.text(place, line, _INK, _font(_BOLD, size), anchor="la")
    baseline = HEIGHT - 66 - 50 * (len(words.lines) - 1)
    for number, line in enumerate(words.lines):
        font = _font(_REGULAR, 34)
        shown = shortened(line, _TEXT_WIDTH, font.getlength)
        pen.text((_MARGIN, baseline + 50 * number), shown, _GREY, font, anchor="ls")
    info = PngImagePlugin.PngInfo()
    info.add_text(_DIGEST_KEY, words.digest())
    found = io.BytesIO()
    reduced = image.quantize(_COLOURS, dither=Image.Dither.NONE)
    reduced.save(found, "PNG", optimize=True, pnginfo=info)
    return found.getvalue()


def _words(site: Site, talk: Talk | None) -> Words | None:
    """Return what stands on the picture of *talk*, or of all pages that are no talk's.

    Nothing, where the font has not all its letters.
    """
    name = site.env.config.project
    if talk is None:
        words = Words(name, site.summary(site.root) or site.title(site.root).text)
    else:
        conference = site.conferences.get(talk.conference)
        where = [site.title(conference.docname).text] if conference else []
        when = date_span(talk.date, talk.last_date, site.language.locale)
        lines = (", ".join(talk.speakers), " · ".join([*where, when]))
        shown = tuple(line for line in lines if line)
        words = Words(name, site.title(talk.docname).text, shown)
    return words if can_write("".join((words.site, words.title, *words.lines))) else None


def picture_uri(site: Site, docname: str) -> str:
    """Return where the picture of the page *docname* stands, below the language's root.

    A talk whose letters the font does not have shows the picture of the site.
    """
    talk = site.pages[docname].facts.talk
    return f"{FOLDER}/{docname}.png" if talk and _words(site, talk) else SITE_PICTURE


def _digest_of(path: Path) -> str:
    """Return the digest that the picture at *path* keeps, empty where there is none."""
    try:
        with Image.open(path) as image:
            return str(image.info.get(_DIGEST_KEY, ""))
    except OSError:
        return ""


def write_pictures(site: Site, folder: Path) -> None:
    """Write the pictures of *site* below *folder*, remove those of talks that are gone."""
    wanted = {SITE_PICTURE: _words(site, None) or Words("", "")}
    for talk in (talk for talks in site.talks.values() for talk in talks):
        if words := _words(site, talk):
            wanted[f"{FOLDER}/{talk.docname}.png"] = words
    for uri, words in wanted.items():
        path = folder / uri
        if _digest_of(path) != words.digest():
            write_whole(path, draw(words))
    for path in (folder / FOLDER).rglob("*.png"):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
