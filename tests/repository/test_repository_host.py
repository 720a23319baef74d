"""The files for the repository's host: valid, and true of this repository."""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY
from running import talknotes, would_run

from talknotes.common.project import Project

HOST = REPOSITORY / ".github"
WORKFLOWS = sorted((HOST / "workflows").glob("*.yml"))
CHECK = HOST / "workflows" / "check.yml"
FORMS = sorted(path for path in (HOST / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
SCHEMAS = [
    *((path, "vendor.github-workflows") for path in WORKFLOWS),
    *((path, "custom.github-workflows-require-timeout") for path in WORKFLOWS),
    *((path, "vendor.github-issue-forms") for path in FORMS),
    (HOST / "ISSUE_TEMPLATE/config.yml", "vendor.github-issue-config"),
    (HOST / "dependabot.yml", "vendor.dependabot"),
    (REPOSITORY / ".readthedocs.yaml", "vendor.readthedocs"),
]


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def validate(path: Path, schema: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("path", "schema"), SCHEMAS, ids=lambda value: getattr(value, "name", value)
)
def test_the_host_accepts_its_files(path: Path, schema: str) -> None:
    done = validate(path, schema)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_mistake_in_a_workflow_would_be_found(tmp_path: Path) -> None:
    wrong = tmp_path / "check.yml"
    text = CHECK.read_text(encoding="utf-8")
    wrong.write_text(text.replace("runs-on:", "run-on:"), encoding="utf-8")
    assert validate(wrong, "vendor.github-workflows").returncode == 1


# -- Workflows ------------------------------------------------------------------------------------


def steps() -> list[dict[str, Any]]:
    jobs = [job for path in WORKFLOWS for job in load(path)["jobs"].values()]
    return [step for job in jobs for step in job["steps"]]


def commands() -> list[str]:
    return [step["run"] for step in steps() if "run" in step]


def test_every_command_of_the_workflows_and_hooks_exists() -> None:
    hooks = [hook for repo in load(REPOSITORY / ".pre-commit-config.yaml")["repos"]
             for hook in repo["hooks"]]  # fmt: skip
    called = "\n".join([*commands(), *(hook["entry"] for hook in hooks)])
    targets = set(re.findall(r"\bmake ([\w./-]+)", called))
    assert {"html", "test", "check"} <= targets
    assert would_run(*targets)
    programs = re.findall(r"-m talknotes (\w+)((?: --[\w-]+(?: \w+)?)*)", called)
    assert programs
    for name, options in programs:
        help_text = talknotes(REPOSITORY, name, "--help")
        assert help_text.returncode == 0, name
        for option in re.findall(r"--[\w-]+", options):
            assert option in help_text.stdout


def test_all_tests_run_once() -> None:
    run = [line for line in commands() if "make test" in line or ".ci/run" in line]
    assert run == ["make test", "make test-upstream", "make test-books", "make test-lighthouse"]


def test_the_languages_that_are_built_are_those_of_conf_py() -> None:
    """The workflow names no language: its matrix is what the command prints."""
    done = talknotes(REPOSITORY, "languages", check=True)
    assert yaml.safe_load(done.stdout) == list(Project(REPOSITORY).languages())
    assert len(done.stdout.splitlines()) == 1
    jobs = load(CHECK)["jobs"]
    printed = next(step for step in jobs["check"]["steps"] if step.get("id") == "languages")
    assert "-m talknotes languages" in printed["run"]
    assert jobs["check"]["outputs"] == {"languages": "${{ steps.languages.outputs.codes }}"}
    matrix = jobs["build"]["strategy"]["matrix"]
    assert matrix == {"language": "${{ fromJSON(needs.check.outputs.languages) }}"}


def test_one_language_can_be_built_alone_and_an_unknown_one_is_reported() -> None:
    assert '-m talknotes build --language "ru"' in would_run("html", "LANGUAGE=ru")
    done = talknotes(REPOSITORY, "build", "--language", "rx")
    assert done.returncode == 1
    assert done.stderr == 'conf.py: talknotes_languages has no language "rx"; known: en, ru\n'


def test_workflows_may_read_and_no_more() -> None:
    for path in WORKFLOWS:
        workflow = load(path)
        assert workflow["permissions"] == {"contents": "read"}
        assert not [job for job in workflow["jobs"].values() if "permissions" in job]
        assert "secrets." not in path.read_text(encoding="utf-8")
        # YAML reads the key "on" as a truth value.
        assert "pull_request_target" not in workflow[True]


def test_actions_are_pinned_to_a_commit_with_the_version_beside_it() -> None:
    used = [
        line for path in WORKFLOWS for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]  # fmt: skip
    assert used
    for line in used:
        assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", line), line


def test_no_command_of_a_workflow_holds_an_expression() -> None:
    """Values come by the environment: what is pasted into a shell could be more than a value."""
    assert [line for line in commands() if "${{" in line] == []


# -- The hook before a commit ---------------------------------------------------------------------


def test_the_hook_runs_on_pages_catalogues_and_the_table_of_languages() -> None:
    (repo,) = load(REPOSITORY / ".pre-commit-config.yaml")["repos"]
    (hook,) = repo["hooks"]
    assert (repo["repo"], hook["language"], hook["pass_filenames"]) == ("local", "system", False)
    for name in ("docs/index.md", "locale/ru/LC_MESSAGES/index.po", "conf.py"):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "talknotes/docs.py")


# -- Owners and templates -------------------------------------------------------------------------

OWNERS = (HOST / "CODEOWNERS").read_text(encoding="utf-8")
PROPOSED = re.findall(r"^# (\S+) (@\S+)$", OWNERS, re.MULTILINE)


def tracked() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.splitlines() if (REPOSITORY / name).is_file()]


def test_no_owner_is_made_up() -> None:
    in_force = [line for line in OWNERS.splitlines() if line and not line.startswith("#")]
    assert in_force == []
    assert {owner.partition("/")[0] for _, owner in PROPOSED} == {"@organisation"}


def test_each_pattern_of_owners_matches_files_and_each_language_has_one() -> None:
    files = tracked()
    for pattern, _owner in PROPOSED:
        wanted = "*" if pattern == "*" else f"{pattern.removeprefix('/')}*"
        assert [name for name in files if fnmatch(name, wanted)], pattern
    languages = {f"/locale/{code}/" for code in Project(REPOSITORY).languages()}
    assert languages <= {pattern for pattern, _ in PROPOSED}


def test_pages_in_another_language_than_the_default_have_the_owners_of_that_language() -> None:
    project = Project(REPOSITORY)
    codes = tuple(project.languages())
    owners = dict(PROPOSED)
    for docname, code in project.page_languages(codes).items():
        path = f"/docs/{docname}.md"
        matching = [owner for pattern, owner in PROPOSED if path.startswith(pattern)]
        assert matching[-1] == owners[f"/locale/{code}/"], path


def test_templates_name_files_and_commands_that_exist() -> None:
    texts = "\n".join(
        path.read_text(encoding="utf-8") for path in [*FORMS, HOST / "PULL_REQUEST_TEMPLATE.md"]
    )
    named = re.findall(r"`([\w-]+/[\w./-]*)`", texts)
    assert named
    assert [name for name in named if not (REPOSITORY / name).exists()] == []
    assert would_run(*re.findall(r"`make (\w+)`", texts))
