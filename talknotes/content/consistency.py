"""What only shows when all pages are read: facts of pages that do not fit each other.

Each check yields `Problem`s; `report` turns them into warnings (event ``env-updated``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from talknotes.checks.termbase import TERMBASE_NAME, read_termbase
from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.reports import Subtype, shown_path, warn
from talknotes.content.domain import PageRecord
from talknotes.content.facts import Talk, programme_order
from talknotes.content.site import Site, site_of
from talknotes.translation.catalogues import LABEL_CATALOGUES, list_catalogues, needless


def _problem(site: Site, record: PageRecord, key: str, message: str) -> Problem:
    return Problem(shown_path(site.env, record.docname), record.facts.line(key), message)


def _talks(site: Site) -> Iterator[tuple[PageRecord, Talk]]:
    for record in site.pages.values():
        if record.facts.talk:
            yield record, record.facts.talk


def unknown_topics(site: Site) -> Iterator[Problem]:
    """Yield topics of talks that no page tells of."""
    for record, talk in _talks(site):
        for topic in talk.topics:
            if topic not in site.topics and not site.is_excused(topic):
                hint = did_you_mean(topic, site.topics)
                yield _problem(site, record, "topics", f'unknown topic "{topic}"{hint}')


def duplicate_topics(site: Site) -> Iterator[Problem]:
    """Yield topics that two places tell of."""
    first: dict[str, str] = {}
    for record in site.pages.values():
        for place in record.places_of("topic"):
            slug, path = str(place.argument), shown_path(site.env, record.docname)
            if slug in first:
                told = f'the topic "{slug}" is told of here and at {first[slug]}; keep one'
                yield Problem(path, place.line, told)
            first.setdefault(slug, f"{path}:{place.line}")


def duplicate_labels(site: Site) -> Iterator[Problem]:
    """Yield labels that two pages have: which of them a link leads to would be chance."""
    yield from _duplicates(
        site,
        "label",
        [
            (name, name, record, line)
            for record in site.pages.values()
            for name, line in record.labels
        ],
    )


def duplicate_terms(site: Site) -> Iterator[Problem]:
    """Yield terms that two entries of the glossary have."""
    yield from _duplicates(
        site,
        "term",
        [
            (key.lower(), key, record, line)
            for record in site.pages.values()
            for key, line in _terms_of(site, record)
        ],
    )


def _terms_of(site: Site, record: PageRecord) -> Iterator[tuple[str, int]]:
    """Yield the keys of the glossary on a page, with their lines."""
    keys = [key for entry in record.entries for key in entry.keys]
    if not keys:
        return
    # Neither MyST nor Sphinx knows the line of a term within its page.
    lines: dict[str, list[int]] = {}
    text = Path(site.env.doc2path(record.docname)).read_text(encoding="utf-8-sig")
    for number, line in enumerate(text.splitlines(), start=1):
        lines.setdefault(line.strip(), []).append(number)
    for key in keys:
        there = lines.get(key) or [1]
        yield key, there.pop(0)


def _duplicates(
    site: Site, kind: str, places: Iterable[tuple[str, str, PageRecord, int]]
) -> Iterator[Problem]:
    """Yield each of *places* (key, name, page, line) whose key stands in an earlier one."""
    first: dict[str, str] = {}
    for key, name, record, line in places:
        path = shown_path(site.env, record.docname)
        if key in first:
            told = f'the {kind} "{name}" stands at {first[key]} already; keep one of the two'
            yield Problem(path, line, told)
        first.setdefault(key, f"{path}:{line}")


def duplicate_slugs(site: Site) -> Iterator[Problem]:
    """Yield talks that share their file's name: ``{talk}`` could not tell them apart."""
    first: dict[str, str] = {}
    for record, talk in _talks(site):
        if talk.slug in first:
            other = shown_path(site.env, first[talk.slug])
            told = f'the slug "{talk.slug}" is taken by {other}; rename this file'
            yield _problem(site, record, "", told)
        first.setdefault(talk.slug, record.docname)


def misplaced_dates(site: Site) -> Iterator[Problem]:
    """Yield talks on days when their conference was not held, or not shown in its programme."""
    for record, talk in _talks(site):
        conference = site.conferences.get(talk.conference)
        if conference is None:
            continue
        for key, date in (("date", talk.date), ("last-date", talk.last_date)):
            told = conference.misplaced(date)
            if told:
                yield _problem(site, record, key, told)
                break
        else:
            number = conference.day_number(talk.date)
            if site.pages[conference.docname].is_faulty:
                continue
            if (conference.slug, number) not in site.day_anchors:
                home = shown_path(site.env, conference.docname)
                told = (
                    f'{home} shows no programme of day {number}; add {{programme}} ":day: {number}"'
                )
                yield _problem(site, record, "date", told)


def misplaced_programmes(site: Site) -> Iterator[Problem]:
    """Yield programmes that stand on no conference's page, or are of no day of it."""
    for record in site.pages.values():
        conference, path = record.facts.conference, shown_path(site.env, record.docname)
        for place in record.places_of("programme"):
            day = int(str(place.argument))
            if record.is_faulty:
                continue
            if conference is None:
                told = 'this is no page of a conference ("kind: conference"); remove {programme}'
                yield Problem(path, place.line, told)
            elif conference.date_of_day(day) > conference.last:
                days = conference.day_number(conference.last)
                told = f"the conference had {days} days, and none is day {day}"
                yield Problem(path, place.line, told)


def lost_followers(site: Site) -> Iterator[Problem]:
    """Yield talks whose ``after`` leads nowhere, in a circle, or to another day."""
    for conference, talks in site.talks.items():
        by_slug = {talk.slug: talk for talk in talks}
        _, unplaced = programme_order(talks)
        for talk in talks:
            if talk.after is None:
                continue
            record, before = site.pages[talk.docname], by_slug.get(talk.after)
            if before is None and site.is_excused(talk.after):
                continue
            if before is None:
                hint = did_you_mean(talk.after, set(by_slug) - {talk.slug})
                told = f'no talk "{talk.after}" in {conference}{hint}'
                yield _problem(site, record, "after", told)
            elif before.date != talk.date:
                told = f'"{talk.after}" was held on {before.date}, this talk on {talk.date}'
                yield _problem(site, record, "after", told)
            elif talk in unplaced:
                told = f'"after" leads from "{talk.slug}" back to itself; give one of them a start'
                yield _problem(site, record, "after", told)


def needless_catalogues(site: Site) -> Iterator[Problem]:
    """Yield catalogues that should not exist: of no page, or of a page in its own language."""
    root = Path(site.env.config.talknotes_root)
    for catalogue in list_catalogues(
        root / site.env.config.talknotes_locale_dir, site.language.code
    ):
        if catalogue.domain in LABEL_CATALOGUES:
            continue
        record = site.pages.get(catalogue.domain)
        shown = catalogue.path.relative_to(root).as_posix()
        if record is None or record.facts.language == site.language.code:
            told = needless(catalogue.domain, is_page=record is not None)
            yield Problem(shown, 1, told)


def reserved_names(site: Site) -> Iterator[Problem]:
    """Yield pages whose catalogue would be the one of the labels."""
    for docname, record in site.pages.items():
        if docname in LABEL_CATALOGUES:
            told = f'a page cannot be called "{docname}", as a catalogue of labels is; rename it'
            yield _problem(site, record, "", told)


def termbase_mistakes(site: Site) -> Iterator[Problem]:
    """Yield what is wrong with the termbase."""
    config = site.env.config
    shown = f"{config.talknotes_locale_dir}/{TERMBASE_NAME}"
    _entries, problems = read_termbase(Path(config.talknotes_root, shown), shown, site.languages)
    yield from problems


def shadowed_pages(site: Site) -> Iterator[Problem]:
    """Yield pages named like one that the site makes itself."""
    for docname, record in site.pages.items():
        if docname.split("/")[0] in _MADE:
            told = f'the site makes "{docname}" itself, and would not show this page; rename it'
            yield _problem(site, record, "", told)


# Pages, and folders, that the builder, this extension or the web server has names for.
_MADE = frozenset({"search", "genindex", "404", "_static", "_images", "_sources", "_downloads"})


def _break_circles(env: BuildEnvironment) -> list[Problem]:
    """Take out what makes lists of pages come back to themselves; return what to say of it.

    Sphinx 9.0 would follow them without an end.
    """
    found: list[Problem] = []
    above: list[str] = []
    seen: set[str] = set()

    def follow(docname: str) -> None:
        seen.add(docname)
        above.append(docname)
        for child in list(env.toctree_includes.get(docname, ())):
            if child in above:
                env.toctree_includes[docname].remove(child)
                told = f'{{toctree}} leads back to "{child}", which it is below of; remove it there'
                found.append(Problem(shown_path(env, docname), _toctree_line(env, docname), told))
            elif child not in seen:
                follow(child)
        above.pop()

    for start in (env.config.root_doc, *sorted(env.toctree_includes)):
        if start not in seen:
            follow(start)
    return found


def _toctree_line(env: BuildEnvironment, docname: str) -> int:
    lines = Path(env.doc2path(docname)).read_text(encoding="utf-8-sig").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if "{toctree}" in line), 1)


CHECKS = (
    termbase_mistakes,
    shadowed_pages,
    reserved_names,
    unknown_topics,
    duplicate_topics,
    duplicate_labels,
    duplicate_terms,
    duplicate_slugs,
    misplaced_dates,
    misplaced_programmes,
    lost_followers,
    needless_catalogues,
)
# `make catalogues` mends what these tell of, and extracts the messages first.
_OF_CATALOGUES = frozenset({needless_catalogues})


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of everything that the checks find (event ``env-updated``)."""
    site = site_of(env)
    left_out = _OF_CATALOGUES if app.config.talknotes_extract else frozenset()
    checks = [check for check in CHECKS if check not in left_out]
    problems = [problem for check in checks for problem in check(site)]
    for problem in sorted([*_break_circles(env), *problems]):
        warn(problem, Subtype.FACTS)


def setup(app: Sphinx) -> None:
    """Check the pages together, on every build, when all are read."""
    app.connect("env-updated", report, priority=600)
