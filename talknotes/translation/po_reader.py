"""Reads the text of a PO file, and tells every mistake in it with its line.

polib, which writes catalogues, reads half of a broken file in silence, and takes longer than all
that is done with the messages of a page. The format:
https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import re

import polib

from talknotes.common.problems import Problem

_STRING = r'"(?:[^"\\]|\\.)*"'
_STRINGS = re.compile(rf"{_STRING}(?:\s*{_STRING})*\s*$")
_ONE_STRING = re.compile(_STRING)
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)(?![\w\[])\s*")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
# Numbers are bytes of UTF-8, several of them one letter.
_ESCAPE = re.compile(r"(?P<bytes>(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}))+)|\\(?P<other>.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "a": "\a"}


def _unescaped(text: str) -> str:
    """Return what the strings in *text* say, without their quotes and escapes."""
    if text.count('"') == 2 and "\\" not in text:  # as nearly all are
        return text.strip()[1:-1]
    joined = "".join(one[1:-1] for one in _ONE_STRING.findall(text))
    return _ESCAPE.sub(_replaced, joined) if "\\" in joined else joined


def _replaced(escape: re.Match[str]) -> str:
    if escape["bytes"]:
        codes = re.findall(r"[^\\]+", escape["bytes"])
        said = bytes(int(one[1:], 16) if one[0] == "x" else int(one, 8) & 0xFF for one in codes)
        return said.decode("utf-8", errors="replace")
    return _ESCAPED.get(escape["other"], escape["other"])


class _Reader:
    """Reads line by line; ``entries`` and ``problems`` are what came of it."""

    def __init__(self, shown_path: str) -> None:
        self.shown_path = shown_path
        self.problems: list[Problem] = []
        self.entries: list[polib.POEntry] = []
        # The keyword that the entry still lacks, and the line that asked for it.
        self.lacks, self.opened = "", 1
        # The keyword whose text may go on in the next line, with the form of a plural.
        self.text: tuple[str, int] | None = None
        self.start()

    def start(self) -> None:
        """Make room for the next entry."""
        self.entry = polib.POEntry()
        # Whether it has plural forms, and whether it has its msgstr.
        self.is_plural = self.done = False
        # The lines after ``#``, by the character that follows it; those of translators by ``""``.
        self.comments: dict[str, list[str]] = {}
        # What it was before (``#|``), by keyword.
        self.previous: dict[str, str] = {}

    def problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.shown_path, line, message))

    def read(self, text: str) -> None:
        for number, whole in enumerate(text.split("\n"), start=1):
            line = whole.strip()
            if not line:
                continue
            if line[0] == '"' and self.text:
                self.go_on(number, line)
            elif _CONFLICT.match(line):
                self.problem(number, "a conflict marker of git; keep one side, remove it")
            elif line.startswith("#~"):
                self.obsolete(number, line[2:].strip())
            elif line.startswith("#"):
                self.comment(number, line[1:])
            else:
                self.words(number, line)
        if self.lacks:
            self.problem(self.opened, f"{self.lacks} is missing here; the file is cut off")
        self.finish()

    def begin(self, number: int) -> None:
        """Begin a new entry where the last one is complete; else go on with that."""
        if self.done:
            self.finish()
        self.entry.linenum = self.entry.linenum or number

    def finish(self) -> None:
        if self.done:
            self.entry.tcomment = "\n".join(self.comments.get("", ()))
            self.entry.comment = "\n".join(self.comments.get(".", ()))
            self.entry.occurrences = [
                (path, line) if line.isdigit() else (path + colon + line, "")
                for place in " ".join(self.comments.get(":", ())).split()
                for path, colon, line in [place.rpartition(":")]
            ]
            for keyword, text in self.previous.items():
                setattr(self.entry, f"previous_{keyword}", text)
            self.entries.append(self.entry)
        self.start()

    def obsolete(self, number: int, line: str) -> None:
        if line.startswith("|"):
            self.comment(number, line)
        elif line:
            self.words(number, line)
        self.entry.obsolete = True

    def comment(self, number: int, line: str) -> None:
        self.begin(number)
        self.text = None
        mark = line[:1] if line[:1] in ".:,|" else ""
        content = line.removeprefix(mark).strip()
        if mark == ",":
            self.entry.flags += [flag.strip() for flag in content.split(",") if flag.strip()]
        elif mark == "|":
            self.former(content)
        else:
            self.comments.setdefault(mark, []).append(content)

    def former(self, content: str) -> None:
        """Read what an entry was before; one that cannot be read is no loss."""
        keyword = _KEYWORD.match(content)
        name = keyword[1] if keyword else next(reversed(self.previous), "")
        text = content[keyword.end() :] if keyword else content
        self.previous[name] = self.previous.get(name, "") + _unescaped(text)

    def words(self, number: int, line: str) -> None:
        keyword = _KEYWORD.match(line)
        if keyword:
            self.keyword(number, keyword[1], int(keyword[2] or 0), line[keyword.end() :])
        elif line.startswith('"'):
            self.go_on(number, line)
        else:
            sentence = f'"{line[:30]}" is not of a PO file; remove it, or begin it with #'
            self.problem(number, sentence)

    def go_on(self, number: int, line: str) -> None:
        if not _STRINGS.match(line):
            self.problem(number, 'the text is not closed; end the line with "')
        elif self.text is None:
            self.problem(number, "a text apart from its msgid or msgstr; put it after that line")
        else:
            self.add(line)

    def keyword(self, number: int, keyword: str, form: int, text: str) -> None:
        if not _STRINGS.match(text):
            self.problem(number, f'{keyword} needs a text in "…", closed on its line')
            text = '""'
        if keyword.startswith("msgstr"):
            self.translation(number, plural="[" in keyword)
        else:
            self.source(number, keyword)
        self.text = (keyword.partition("[")[0], form)
        self.add(text)

    def source(self, number: int, keyword: str) -> None:
        if self.lacks == "msgstr" and keyword in ("msgid", "msgctxt"):
            self.problem(self.opened, "msgid without msgstr; the entry is cut off")
            self.done = True
        if keyword != "msgid_plural":
            self.begin(number)
        else:
            self.is_plural = True
        self.lacks = "msgid" if keyword == "msgctxt" else "msgstr"
        self.opened = number

    def translation(self, number: int, *, plural: bool) -> None:
        if self.lacks != "msgstr" and not (plural and self.is_plural and self.done):
            self.problem(number, "msgstr without msgid before it")
        elif plural != self.is_plural:
            wanted = "msgstr[0], msgstr[1] …" if self.is_plural else "msgstr"
            self.problem(number, f"this entry takes {wanted}")
        self.lacks = ""
        self.done = True

    def add(self, text: str) -> None:
        """Add *text*, strings in their quotes, to what the last keyword says."""
        assert self.text
        name, form = self.text
        said = _unescaped(text)
        if name == "msgstr" and self.is_plural:
            self.entry.msgstr_plural[form] = self.entry.msgstr_plural.get(form, "") + said
        else:
            setattr(self.entry, name, (getattr(self.entry, name) or "") + said)


def read_po(text: str, shown_path: str) -> tuple[list[polib.POEntry], list[Problem]]:
    """Return the entries of *text*, a whole PO file with its header, and what is wrong with it.

    *shown_path* is the path in messages. Entries of a text with mistakes are not to be relied on.
    """
    reader = _Reader(shown_path)
    reader.read(text)
    return reader.entries, reader.problems
