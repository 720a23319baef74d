"""What is installed: all of it named, at one version, with hashes, and made from our lists."""

from __future__ import annotations

import itertools
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY
from locks import LISTS, OPTIONS, digest, header, lines_of, lock_of
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from running import would_run

NAMES = pytest.mark.parametrize("name", LISTS)
# Every Python that Talk Notes runs on, on the systems that it runs on.
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {"linux": "Linux", "darwin": "Darwin"}
ENVIRONMENTS = [
    {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "platform_system": SYSTEMS[system],
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    for python, system in itertools.product(PYTHONS, SYSTEMS)
]
NO_CONSTRAINT = re.compile(r"(?!-c )")


def text_of(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def chosen(name: str) -> list[Requirement]:
    """Return the packages of the list *name*."""
    return [Requirement(line) for line in lines_of(text_of(name)) if NO_CONSTRAINT.match(line)]


def locked(name: str) -> list[tuple[Requirement, list[str]]]:
    """Return the packages of the lock of *name*, with their hashes."""
    joined = lock_of(name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [
        (Requirement(line.split(" --hash=")[0]), re.findall(r"--hash=(\S+)", line))
        for line in lines_of(joined)
    ]


def versions(name: str, environment: dict[str, str]) -> dict[str, list[str]]:
    """Return the versions that the lock of *name* has in *environment*, by their names."""
    found: dict[str, list[str]] = {}
    for package, _hashes in locked(name):
        if package.marker is None or package.marker.evaluate(environment):
            found.setdefault(canonicalize_name(package.name), []).append(str(package.specifier))
    return found


def test_make_lock_knows_every_list() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*requirements*"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    files = {*done.stdout.split()} - {"tests/repository/test_requirements.py"}
    locks = {lock_of(name).relative_to(REPOSITORY).as_posix() for name in LISTS}
    assert files == {*LISTS, *locks}


@NAMES
def test_a_lock_is_made_from_its_list_as_it_stands(name: str) -> None:
    lock = lock_of(name).read_text(encoding="utf-8")
    assert lock.startswith(header(name)), f"{name} has changed: make lock"


def test_what_a_list_says_makes_its_lock_stale_and_a_comment_does_not() -> None:
    text = "# Why.\nsphinx<9.1  # builds\n\nfuro\n"
    assert digest("sphinx<9.1\nfuro # the theme") == digest(text)
    assert digest(text.replace("9.1", "9.2")) != digest(text)
    assert digest(f"{text}polib\n") != digest(text)


@NAMES
@pytest.mark.parametrize(
    "environment", ENVIRONMENTS, ids=lambda one: f"{one['python_version']}-{one['sys_platform']}"
)
def test_every_package_that_is_chosen_is_locked_at_one_version_that_does(
    name: str, environment: dict[str, str]
) -> None:
    found = versions(name, environment)
    assert {package: several for package, several in found.items() if len(several) != 1} == {}
    for package in chosen(name):
        (version,) = found[canonicalize_name(package.name)]
        assert package.specifier.contains(version.removeprefix("=="), prereleases=True), package


@NAMES
def test_every_locked_package_has_an_exact_version_and_hashes(name: str) -> None:
    packages = locked(name)
    assert packages
    for package, hashes in packages:
        assert re.fullmatch(r"==[^*,]+", str(package.specifier)), package
        assert package.url is None
        assert hashes, package
        assert [one for one in hashes if not re.fullmatch(r"sha256:[0-9a-f]{64}", one)] == []


def test_the_site_and_its_tests_agree_on_what_both_are_built_on() -> None:
    site, tests = (versions(name, ENVIRONMENTS[0]) for name in LISTS[:2])
    shared = {*site} & {*tests}
    assert shared
    assert [name for name in shared if site[name] != tests[name]] == []


@NAMES
def test_a_lock_says_nothing_of_where_packages_come_from(name: str) -> None:
    """It holds for PyPI and for every mirror of it."""
    text = lock_of(name).read_text(encoding="utf-8")
    assert re.findall(r"^-.*|\S*://\S*", text, re.MULTILINE) == []


def test_locks_are_made_for_the_oldest_python_that_the_makefile_takes() -> None:
    makefile = text_of("Makefile")
    assert re.findall(r"sys\.version_info < \((\d+), (\d+)\)", makefile) == [
        tuple(PYTHONS[0].split("."))
    ]
    assert f"--python-version={PYTHONS[0]}" in OPTIONS


def test_nothing_is_installed_without_its_hash() -> None:
    texts = [text_of("Makefile").replace("\\\n", " ")]
    texts += [path.read_text("utf-8") for path in Path(REPOSITORY, ".github").rglob("*.yml")]
    installing = re.findall(r"^.*\bpip install\b.*$", "\n".join(texts), re.MULTILINE)
    assert installing
    assert [line for line in installing if "--require-hashes" not in line] == []


def test_every_lock_is_audited() -> None:
    (audit,) = (line for line in would_run("audit").splitlines() if "/pip-audit " in line)
    assert "--require-hashes" in audit
    locks = {lock_of(name).relative_to(REPOSITORY).as_posix() for name in LISTS}
    assert {*re.findall(r"-r (\S+)", audit)} == locks


def test_newer_versions_are_proposed_for_every_lock_and_for_no_list() -> None:
    updates = yaml.safe_load(text_of(".github/dependabot.yml"))["updates"]
    (packages,) = (one for one in updates if one["package-ecosystem"] == "uv")
    folders = {f"/{Path(name).parent.as_posix()}".rstrip(".") for name in LISTS}
    assert {*packages["directories"]} == folders
    assert packages["versioning-strategy"] == "lockfile-only"
