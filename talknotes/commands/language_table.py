"""Writes a language into the table of conf.py, and changes nothing else of that file."""

from __future__ import annotations

import ast
import json

from talknotes.common.languages import Language

TABLE = "talknotes_languages"


def language_entry(language: Language) -> str:
    """Return the entry of *language* as it stands in conf.py, without a comma."""
    code, name, locale = (
        json.dumps(text, ensure_ascii=False)
        for text in (language.code, language.name, language.locale)
    )
    return f'{code}: {{"name": {name}, "locale": {locale}}}'


def add_language(text: str, language: Language) -> str:
    """Return conf.py's *text* with *language* as the last entry of the table of languages.

    Nothing else changes. Raises `ValueError`, saying what to write by hand, where the table is not
    written out as one.
    """
    entry = language_entry(language)
    table = _find_table(text)
    by_hand = f"conf.py does not write {TABLE} out as one table; add to it by hand: {entry}"
    if table is None or not table.keys or not isinstance(table.keys[-1], ast.Constant):
        raise ValueError(by_hand)
    before = ast.literal_eval(table)
    key, value = table.keys[-1], table.values[-1]
    lines = text.encode("utf-8").split(b"\n")
    number, column = (value.end_lineno or 0) - 1, value.end_col_offset or 0
    rest = lines[number][column:].decode("utf-8")
    if table.lineno == key.lineno:
        head, tail = lines[number][:column], lines[number][column:].removeprefix(b",")
        lines[number] = head + f", {entry}".encode() + tail
    else:
        comma = "" if rest.lstrip().startswith(",") else ","
        lines[number] = lines[number][:column] + (comma + rest).encode()
        indent = b" " * key.col_offset
        lines.insert(number + 1, indent + f"{entry},".encode())
    added = b"\n".join(lines).decode("utf-8")
    wanted = {**before, language.code: {"name": language.name, "locale": language.locale}}
    try:
        after = _find_table(added)
        done = after is not None and ast.literal_eval(after) == wanted
    except (SyntaxError, ValueError):
        done = False
    if not done:
        raise ValueError(by_hand)
    return added


def _find_table(text: str) -> ast.Dict | None:
    """Return the table of languages in conf.py's *text*, if it is there once, of plain values."""
    found: list[ast.Dict] = []
    for node in ast.walk(ast.parse(text)):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign):
            targets = [node.target]
        named = any(isinstance(target, ast.Name) and target.id == TABLE for target in targets)
        if named and isinstance(node, ast.Assign | ast.AnnAssign):
            if not isinstance(node.value, ast.Dict):
                return None
            found.append(node.value)
    if len(found) != 1:
        return None
    try:
        ast.literal_eval(found[0])
    except ValueError:
        return None
    return found[0]
