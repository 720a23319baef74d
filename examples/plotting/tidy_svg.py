"""Make an SVG picture small: what is not seen goes, numbers get one decimal."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
HREF = "{http://www.w3.org/1999/xlink}href"
# What is not drawn, or draws nothing here: no point lies outside its axes.
ELEMENTS = {"metadata", "style", "title", "clipPath"}
ATTRIBUTES = {"class", "role", "clip-path", "clip-rule", "pointer-events", "display"}
ATTRIBUTES |= {"paint-order", "stroke-miterlimit", "stroke-linejoin", "text-decoration"}
ATTRIBUTES |= {"dominant-baseline", "version", "data-unformatted", "data-math"}
DEFAULTS = {"opacity": "1", "fill-opacity": "1", "stroke-opacity": "1"}
DEFAULTS |= {"font-weight": "normal", "stroke-width": "1", "text-anchor": "start"}
DEFAULTS |= {
    "stroke-linecap": "butt",
    "font-variant": "normal",
    "font-style": "normal",
    "white-space": "pre",
}
DRAWN = {"path", "rect", "circle", "line", "use", "text", "tspan", "svg", "g", "defs"}


def tidy(svg: str, name: str) -> str:
    """Return the picture without what nobody sees; its ids begin with *name*."""
    root = ET.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", svg))  # noqa: S314
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {root.get('width')} {root.get('height')}")
    used = {node.get(HREF, "")[1:]: f"{name}-{n}" for n, node in enumerate(root.iter())}
    clean(root, {key: value for key, value in used.items() if key})
    ET.register_namespace("", SVG)
    # A card of its own: the chart keeps its ground on a dark page too.
    card = {"width": "100%", "height": "100%", "fill": "#fff"}
    root.insert(0, ET.Element(f"{{{SVG}}}rect", card))
    text = ET.tostring(root, encoding="unicode").replace(" />", "/>")
    return re.sub(r">\s+<", "><", text) + "\n"


def clean(node: ET.Element, ids: dict[str, str]) -> None:
    """Clean *node* and what stands in it."""
    for child in list(node):
        clean(child, ids)
        tag = child.tag.split("}")[-1] if isinstance(child.tag, str) else ""
        if tag in ELEMENTS or tag not in DRAWN or empty(child, tag):
            node.remove(child)
        elif tag == "g" and not child.attrib:
            place = list(node).index(child)
            node[place : place + 1] = list(child)
    style = dict(
        (part.strip() for part in item.split(":", 1))
        for item in node.attrib.pop("style", "").split(";")
        if ":" in item
    )
    for key, value in [*node.attrib.items(), *style.items()]:
        node.attrib.pop(key, None)
        if key == "id":
            if value in ids:
                node.set("id", ids[value])
        elif key in (HREF, "href"):
            node.set("href", "#" + ids[value[1:]])
        elif key == "d" and (found := circle(value)):
            node.tag = f"{{{SVG}}}circle"
            node.attrib |= found
        elif wanted(key, value):
            node.set(key, value if key in ("fill", "stroke") else short(value))


def circle(path: str) -> dict[str, str] | None:
    """Return centre and radius where *path* is the circle that Matplotlib draws."""
    if re.findall(r"[A-Za-z]", path) != ["M", *"CCCCCCCC", "z"]:
        return None
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    across, down = numbers[::2], numbers[1::2]
    return {
        "cx": short(str((min(across) + max(across)) / 2)),
        "cy": short(str((min(down) + max(down)) / 2)),
        "r": short(str((max(across) - min(across)) / 2)),
    }


def wanted(key: str, value: str) -> bool:
    """Tell whether an attribute changes what is seen."""
    plain = not key.startswith(("aria-", "data-", "{", "vector-effect"))
    return plain and key not in ATTRIBUTES and DEFAULTS.get(key) != value


def empty(node: ET.Element, tag: str) -> bool:
    """Tell whether *node* draws nothing."""
    if tag in ("g", "defs"):
        return len(node) == 0
    if tag == "path":
        return not re.search(r"[LlHhVvCcAaQq]", node.get("d", ""))
    bare = node.get("fill") == "none" and node.get("stroke-opacity", "1") == "0"
    return (tag == "text" and (bare or not "".join(node.itertext()).strip())) or (
        node.get("display") == "none" or node.get("opacity") == "0"
    )


def short(value: str) -> str:
    """Round the numbers of *value* to one decimal; of the fonts the first is enough."""
    value = re.sub(r"(?<![#\w.])-?\d+\.\d+", lambda n: f"{float(n[0]):.1f}", value)
    value = re.sub(r"(\d)\.0(?!\d)", r"\1", value)
    value = re.sub(r"\s+", " ", value).strip()
    value = (
        re.sub(r" ?([MLCAZHVQmlcazhvq]) ?", r"\1", value)
        if value[:1] in "Mm"
        else value
    )
    if "," in value and "serif" in value:
        return value.split(",")[0].strip("'\"") + ", sans-serif"
    return value


if __name__ == "__main__":
    line = '<g id="a"><path d="M 0.123 0 L 8.456 9" stroke-width="1"/></g>'
    print(tidy(f'<svg xmlns="{SVG}" width="9" height="9">{line}</svg>', "line"), end="")
