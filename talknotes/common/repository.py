"""Where the project's files are edited on the web: the one place that knows such addresses.

Nothing here reads a file or asks anybody; what comes in are the setting and the environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal, NamedTuple
from urllib.parse import quote, urlsplit


class _Service(NamedTuple):
    """How a service forms its addresses: ``edit`` on a branch, ``view`` of a file as it is kept.

    ``line`` after that leads to a line; with ``raw`` Markdown is shown as it is written.
    """

    hosts: tuple[str, ...]
    edit: str
    view: str
    line: str = "#L"
    raw: str = ""


_SERVICES: dict[str, _Service] = {
    "github": _Service(
        ("github.com",), "edit/{ref}/{path}", "blob/{ref}/{path}", raw="?plain=1"
    ),
    "gitlab": _Service(
        ("gitlab.com",), "-/edit/{ref}/{path}", "-/blob/{ref}/{path}", raw="?plain=1"
    ),
    "bitbucket": _Service(
        ("bitbucket.org",), "src/{ref}/{path}?mode=edit&at={ref}", "src/{ref}/{path}", "#lines-"
    ),
    "gitea": _Service(
        ("codeberg.org", "gitea.com"), "_edit/{ref}/{path}", "src/{kind}/{ref}/{path}",
        raw="?display=source",
    ),
    # It has no editor; a page shows the file.
    "sourcehut": _Service(("git.sr.ht",), "tree/{ref}/item/{path}", "tree/{ref}/item/{path}"),
}  # fmt: skip

DEFAULT_BRANCH = "main"
# git@host:owner/name.git, as git itself writes an address for ssh.
_SSH = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]+\.[\w-]+):(?!//)(?P<path>[^\s#]+)$")
_SCHEMES = frozenset({"http", "https", "ssh", "git", "git+ssh"})
_EXAMPLE = (
    'write it as "https://github.com/owner/name", with "#branch" after it where that is not '
    f'"{DEFAULT_BRANCH}"'
)


@dataclass(frozen=True)
class Repository:
    """The repository that the site is built from: its page on the web, its ``service``.

    ``ref`` is what is checked out, a branch, a tag or a commit, as ``kind`` says.
    """

    home: str
    service: str
    ref: str = DEFAULT_BRANCH
    kind: Literal["branch", "tag", "commit"] = "branch"

    def _address(self, form: str, path: str) -> str:
        ref = quote(self.ref, safe="/")
        return f"{self.home}/{form.format(ref=ref, kind=self.kind, path=quote(path))}"

    def edit_address(self, path: str) -> str:
        """Return where the file *path* of the project is changed; without a branch, shown."""
        service = _SERVICES[self.service]
        return self._address(service.edit if self.kind == "branch" else service.view, path)

    def file_address(self, path: str) -> str:
        """Return where the file *path* of the project is shown."""
        return self._address(_SERVICES[self.service].view, path)

    def lines_address(self, path: str) -> str:
        """Return the address of the lines of the file *path*; a number put after it is a line."""
        service = _SERVICES[self.service]
        raw = service.raw if path.endswith(".md") else ""
        return self._address(service.view, path) + raw + service.line

    def line_address(self, path: str, line: int) -> str:
        """Return the address of *line*, counted from 1, of the file *path*."""
        return f"{self.lines_address(path)}{line}"


def _home_page(address: str) -> str | None:
    """Return the page on the web of what is cloned from *address*, without name and password."""
    ssh = _SSH.match(address)
    try:
        parts = urlsplit(f"ssh://{ssh['host']}/{ssh['path']}" if ssh else address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    scheme = "https"
    # The port of ssh says nothing of the web.
    if parts.scheme in ("http", "https"):
        scheme, host = parts.scheme, f"{host}:{port}" if port else host
    path = parts.path.strip("/").removesuffix(".git").rstrip("/")
    if parts.scheme not in _SCHEMES or not host or not path:
        return None
    return f"{scheme}://{host}/{quote(path, safe='/~')}"


def parse_repository(setting: str) -> Repository:
    """Return the repository that *setting* names: ``[service+]address[#branch]``.

    The address may be any that git clones from; ``service+`` says whose form of addresses a host
    uses that does not tell. Raises `ValueError` with a sentence that says what would be right.
    """
    address, _hash, branch = setting.strip().partition("#")
    prefix, plus, rest = address.partition("+")
    service = prefix if plus and prefix in _SERVICES else None
    home = _home_page(rest if service else address)
    if home is None:
        raise ValueError(f'"{setting}" is no address of a repository; {_EXAMPLE}')
    host = (urlsplit(home).hostname or "").lower()
    # Firms call their own gitlab.example.org.
    named = (n for n, one in _SERVICES.items() if host in one.hosts or host.startswith(f"{n}."))
    service = service or next(named, None)
    if service is None:
        known = ", ".join(f'"{name}+"' for name in _SERVICES)
        raise ValueError(
            f'"{setting}": it is not known how this host forms its addresses; '
            f"put what it runs before the address: {known}"
        )
    return Repository(home, service, branch or DEFAULT_BRANCH)


def _of_read_the_docs(environ: Mapping[str, str]) -> Repository | None:
    """Return the repository that Read the Docs builds, if *environ* names one on a known host.

    https://docs.readthedocs.com/platform/stable/reference/environment-variables.html
    """
    address = environ.get("READTHEDOCS_GIT_CLONE_URL", "")
    if environ.get("READTHEDOCS") != "True" or not address:
        return None
    try:
        found = parse_repository(address.partition("#")[0])
    except ValueError:
        return None
    name = environ.get("READTHEDOCS_GIT_IDENTIFIER", "")
    commit = environ.get("READTHEDOCS_GIT_COMMIT_HASH", "")
    version = environ.get("READTHEDOCS_VERSION_TYPE", "branch")
    if version == "tag" and name:
        return Repository(found.home, found.service, name, "tag")
    # Of a pull request the name is its number, and its branch may be in another repository.
    if commit and (version not in ("branch", "tag") or not name):
        return Repository(found.home, found.service, commit, "commit")
    return Repository(found.home, found.service, name or DEFAULT_BRANCH)


def read_repository(setting: str, environ: Mapping[str, str]) -> Repository | None:
    """Return the repository that *setting* names, or else *environ*; raises `ValueError` too."""
    if not isinstance(setting, str):
        raise ValueError(f"it must be a text; {_EXAMPLE}")
    return parse_repository(setting) if setting.strip() else _of_read_the_docs(environ)


@dataclass(frozen=True)
class FileLink:
    """The way to a file of the project or a line of it; ``address`` may not be known."""

    shown: str = ""
    address: str = ""

    @classmethod
    def to(cls, repository: Repository | None, path: str, line: int | None = None) -> FileLink:
        """Return the way to *line* of *path*; without a line, to the whole file."""
        shown = f"{path}:{line}" if path and line else path
        if not path or not repository:
            return cls(shown)
        return cls(
            shown, repository.line_address(path, line) if line else repository.edit_address(path)
        )


def path_html(path: str) -> str:
    """Return *path* as HTML: the style sheet shows the file's name, and all of it is copied."""
    folder, slash, name = path.rpartition("/")
    return f'<code class="path"><span>{escape(folder + slash)}</span>{escape(name)}</code>'
