"""Draws the figures of the site: `make figures` runs this with the examples' environment.

Every script beside this file that has a function `draw(_)` becomes `docs/figures/<name>.svg`, and
`<name>.<language>.svg` in each further language of conf.py, with the labels of
`locale/<language>/LC_MESSAGES/figures.po`. Text stays text, and colours follow the reader's scheme.

A script with a function `svg(_)` returns a whole picture instead, made by another library and kept
as that library makes it, the same in every language; "" where it cannot be made, as without the
browser that some need. Browsers differ in their letters: `--check` asks only whether it is there.
"""

from __future__ import annotations

import ast
import re
import runpy
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import polib
from babel.numbers import get_decimal_symbol, get_group_symbol
from matplotlib import pyplot as plt

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
FIGURES = ROOT / "docs" / "figures"
LABEL_LANGUAGE = "en"

# The colours of look.py: what each is called, and its value on dark ground.
COLOURS = {
    "#1d2433": ("ink", "#dce1e9"),
    "#626877": ("quiet", "#99a1af"),
    "#ded9cd": ("faint", "#353c49"),
    "#ffffff": ("paper", "#15181e"),
    "#9a4a17": ("accent", "#e5a873"),
    "#214d8c": ("second", "#93bbee"),
    "#2f6f4f": ("third", "#86c9a4"),
    "#62438f": ("fourth", "#bda6e6"),
}
FONTS = "system-ui,'Segoe UI','Noto Sans','DejaVu Sans',Arial,sans-serif"
SVG = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"
# What Matplotlib writes and SVG means anyway.
DEFAULTS = {
    ("stroke-linejoin", "miter"),
    ("stroke-linejoin", "round"),
    ("stroke-dashoffset", "0"),
    ("stroke-linecap", "butt"),
    ("stroke-width", "1"),
    ("text-anchor", "start"),
    ("opacity", "1"),
}
NUMBER = re.compile(r"(?P<number>[−+-]?\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit> ?(?:%|×|[^\W\d]{1,3}))?")


def languages() -> dict[str, str]:
    """Return the Babel locale of each language of conf.py, by its code."""
    tree = ast.parse((ROOT / "conf.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "talknotes_languages":
            table = ast.literal_eval(node.value)
            return {code: entry["locale"] for code, entry in table.items()}
    raise SystemExit("conf.py: there is no table talknotes_languages")


def labels(language: str) -> dict[str, str]:
    """Return the translated labels of *language*; what has none stays English."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "figures.po"
    if not path.exists():
        return {}
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)).translated_entries()}


def scripts(folder: Path = FOLDER) -> list[Path]:
    """Return the files in *folder* that draw a figure."""
    return [path for path in sorted(folder.glob("*.py")) if functions(path) & {"draw", "svg"}]


def functions(script: Path) -> set[str]:
    """Return the names of the functions of *script*."""
    body = ast.parse(script.read_text(encoding="utf-8")).body
    return {node.name for node in body if isinstance(node, ast.FunctionDef)}


# -- From Matplotlib's file to ours ---------------------------------------------------------------


def short(text: str) -> str:
    """Return coordinates with one decimal, and no blank that can be spared."""
    text = re.sub(r"-?\d+\.\d+(?:e-?\d+)?", lambda found: f"{round(float(found[0]), 1):g}", text)
    text = re.sub(r"(?<![\d.])-0(?![\d.])", "0", text)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", " ".join(text.split()))


class Tidy:
    """Makes a small file of the one that Matplotlib writes, with classes for its colours."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.classes: set[tuple[str, str]] = set()
        self.ids: dict[str, str] = {}

    def colour(self, kind: str, value: str) -> str:
        """Return the class for the colour *value* as *kind*, ``fill`` or ``stroke``."""
        if value not in COLOURS:
            raise SystemExit(
                f"{self.name}:1: the colour {value} is none of look.py; take INK, ACCENT or another"
            )
        self.classes.add((kind, value))
        return f"{kind[0]}-{COLOURS[value][0]}"

    def style(self, element: ET.Element) -> None:
        """Make classes and attributes of the style of *element*."""
        names = []
        for item in element.attrib.pop("style", "").split(";"):
            key, _, value = (part.strip() for part in item.partition(":"))
            if key in ("fill", "stroke") and value.startswith("#"):
                names.append(self.colour(key, value))
            elif key and key != "font-family" and (key, value) not in DEFAULTS:
                element.set(key, value.removesuffix("px"))
        if names:
            element.set("class", " ".join(names))

    def short_id(self, name: str) -> str:
        """Return a short name for the id *name*."""
        return self.ids.setdefault(name, f"i{len(self.ids)}")

    def attributes(self, element: ET.Element) -> None:
        """Make the attributes of *element* short."""
        for key in ("d", "x", "y", "width", "height", "transform", "points"):
            if key in element.attrib:
                value = element.attrib[key]
                # A transformation needs its blanks, and one that turns nothing says nothing.
                element.set(key, short(value) if key != "transform" else rounded(value))
        if element.get("transform", "").startswith("rotate(0"):
            del element.attrib["transform"]
        if LINK in element.attrib:
            target = element.attrib.pop(LINK)
            kept = target.startswith("data:")
            element.set("href", target if kept else f"#{self.short_id(target[1:])}")
        if "clip-path" in element.attrib:
            target = element.attrib["clip-path"].removeprefix("url(#").removesuffix(")")
            element.set("clip-path", f"url(#{self.short_id(target)})")

    def elements(self, parent: ET.Element) -> None:
        """Tidy what is in *parent*; groups that say nothing give way to what they hold."""
        kept: list[ET.Element] = []
        for element in parent:
            kind = element.tag.removeprefix(f"{{{SVG}}}")
            if kind in ("metadata", "style"):
                continue
            element.tag, element.text, element.tail = kind, (element.text or "").strip(), None
            self.style(element)
            self.attributes(element)
            self.elements(element)
            unseen = kind == "path" and element.get("fill") == "none" and not element.get("class")
            if kind == "g" and set(element.attrib) <= {"id"}:
                kept += element
            elif not unseen and (kind != "defs" or len(element)):
                kept.append(element)
        parent[:] = kept

    def sheet(self) -> str:
        """Return the style sheet: light, and dark where the reader wants it."""
        used = [(kind, *COLOURS[value], value) for kind, value in sorted(self.classes)]
        light = "".join(f".{kind[0]}-{name}{{{kind}:{value}}}" for kind, name, _, value in used)
        dark = "".join(f".{kind[0]}-{name}{{{kind}:{value}}}" for kind, name, value, _ in used)
        return f"{light}@media(prefers-color-scheme:dark){{{dark}}}"


def rounded(text: str) -> str:
    """Return *text* with one decimal in its numbers."""
    text = re.sub(r"-?\d+\.\d+", lambda found: f"{round(float(found[0]), 1):g}", text)
    return text.replace("(-0 ", "(0 ")


def tidy(svg: bytes, name: str, say: Callable[[str], str]) -> bytes:
    """Return the file *svg* of Matplotlib as ours; *say* gives a text as its language writes it."""
    source = ET.fromstring(svg)  # noqa: S314 - written by Matplotlib a moment ago
    work = Tidy(name)
    work.elements(source)
    for element in source.iter():
        own = element.attrib.pop("id", None)
        if own in work.ids:
            element.set("id", work.ids[own])
        if element.tag == "text":
            element.text = say(element.text or "")
    left, top, width, height = source.attrib["viewBox"].split()
    whole = ET.Element("svg", xmlns=SVG, width=width, height=rounded(height))
    whole.set("viewBox", rounded(f"{left} {top} {width} {height}"))
    whole.set("font-family", FONTS)
    whole.set("stroke-linejoin", "round")
    ET.SubElement(whole, "style").text = work.sheet()
    whole.extend(source)
    ET.indent(whole, space="")
    return ET.tostring(whole, encoding="utf-8") + b"\n"


# -- Drawing --------------------------------------------------------------------------------------


def numbers_in(locale: str, translated: set[str]) -> Callable[[str], str]:
    """Return a function that writes a bare number as *locale* does; *translated* stays as it is."""
    decimal, group = get_decimal_symbol(locale), get_group_symbol(locale)
    apart = "\N{NO-BREAK SPACE}" if locale.partition("_")[0] != "en" else ""

    def say(text: str) -> str:
        found = NUMBER.fullmatch(text)
        if text in translated or not found:
            return text
        number = found["number"]
        if apart and len(re.sub(r"\D", "", number.partition(".")[0])) < 5:
            number = number.replace(",", "")  # 1000, but 10 000: as the pages write it
        number = number.translate(str.maketrans({",": group, ".": decimal}))
        unit = found["unit"] or ""
        return number + (f"{apart}%" if unit.strip() == "%" else unit)

    return say


def render(script: Path, language: str, locale: str) -> bytes:
    """Return the figure that *script* draws in *language*, as SVG."""
    known = labels(language)
    said: set[str] = set()

    def translate(message: str) -> str:
        label = known.get(message, message)
        said.add(label)
        return label

    figure = runpy.run_path(str(script))["draw"](translate)
    content = BytesIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(content, format="svg", metadata=nothing)
    plt.close(figure)
    name = script.relative_to(ROOT).as_posix() if script.is_relative_to(ROOT) else script.name
    return tidy(content.getvalue(), name, numbers_in(locale, said))


def picture(script: Path, path: Path, *, again: bool) -> bytes:
    """Return the picture of another library that *script* makes, or what stands in *path*."""
    made = ""
    if again or not path.exists():
        made = runpy.run_path(str(script))["svg"](str)
    if not made and not path.exists():
        raise SystemExit(f"{script.name}: this picture cannot be made here; is Chromium installed?")
    return made.encode() or path.read_bytes()


def figures(*, again: bool) -> Iterator[tuple[Path, bytes]]:
    """Yield every file of a figure with what belongs into it.

    What other libraries draw is drawn *again*, or else only where it is missing.
    """
    for script in scripts():
        name = script.stem.replace("_", "-")
        if "svg" in functions(script):
            path = FIGURES / f"{name}.svg"
            yield path, picture(script, path, again=again)
            continue
        for language, locale in languages().items():
            suffix = "" if language == LABEL_LANGUAGE else f".{language}"
            yield FIGURES / f"{name}{suffix}.svg", render(script, language, locale)


def main(arguments: list[str]) -> int:
    """Write the figures that are not there yet, and take away those that nothing draws.

    With ``--check`` among the *arguments* nothing is changed; return whether anything would be.
    """
    check = "--check" in arguments
    wanted = dict(figures(again=not check))
    new = [path for path in wanted if not path.exists() or path.read_bytes() != wanted[path]]
    needless = sorted(set(FIGURES.glob("*.svg")) - set(wanted))
    for done, paths in (("drawn", new), ("removed", needless)):
        for path in paths:
            print(f"{done:8} {path.relative_to(ROOT).as_posix()}")
    if check:
        return bool(new or needless)
    for path in new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted[path])
    for path in needless:
        path.unlink()
    return 0


if __name__ == "__main__":
    # What the figures share stands beside them.
    sys.path.insert(0, str(FOLDER))
    sys.exit(main(sys.argv[1:]))
