"""What only shows when all pages are read: facts of pages that do not fit each other.

Each check yields `Problem`s; `report` turns them into warnings (event ``env-updated``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from talknotes.checks.termbase import TERMBASE_NAME, read_termbase
from talknotes.common.problems import Problem, did_you_mean
from talknotes.common.reports import Subtype, shown_path, warn
from talknotes.content.domain import PageRecord
from talknotes.content.facts import Conference, Talk
from talknotes.content.site import Site, programme_order, site_of
from talknotes.translation.catalogues import LABEL_CATALOGUES, list_catalogues, needless


def _problem(site: Site, record: PageRecord, key: str, message: str) -> Problem:
    return Problem(shown_path(site.env, record.docname), record.facts.line(key), message)


def talk_mistakes(
    talk: Talk,
    others: Collection[Talk],
    conference: Conference | None,
    topics: Collection[str],
    is_excused: Callable[[str], bool] = lambda _name: False,
) -> Iterator[tuple[str, str]]:
    """Yield what of *talk* does not fit the rest of the site: a key of its page, and a sentence.

    *others* are the talks of the site, which may have this one among them, *topics* the slugs that
    it has. A name that *is_excused* may stand on a page that cannot be read.
    """
    for topic in talk.topics:
        if topic not in topics and not is_excused(topic):
            yield "topics", f'unknown topic "{topic}"{did_you_mean(topic, topics)}'
    first = next((one for one in others if one.slug == talk.slug), talk)
    if first.docname != talk.docname:
        taken = f'the slug "{talk.slug}" is taken by docs/{first.docname}.md'
        yield "", f"{taken}; choose another name for this file"
    for key, date in (("date", talk.date), ("last-date", talk.last_date)):
        if conference and (misplaced := conference.misplaced(date)):
            yield key, misplaced
            break
    if talk.after is None:
        return
    here = {one.slug: one for one in others if one.conference == talk.conference}
    before = here.get(talk.after)
    if before and before.date != talk.date:
        yield "after", f'"{talk.after}" was held on {before.date}, this talk on {talk.date}'
    elif before is None and not is_excused(talk.after):
        hint = did_you_mean(talk.after, here.keys() - {talk.slug})
        yield "after", f'no talk "{talk.after}" in {talk.conference}{hint}'


def misfit_talks(site: Site) -> Iterator[Problem]:
    """Yield talks that do not fit the others, the topics, or the days of their conference."""
    records = [(record, record.facts.talk) for record in site.pages.values()]
    talks = [talk for _record, talk in records if talk]
    for record, talk in records:
        if talk is None:
            continue
        conference = site.conferences.get(talk.conference)
        for key, sentence in talk_mistakes(talk, talks, conference, site.topics, site.is_excused):
            yield _problem(site, record, key, sentence)
        if conference is None or conference.misplaced(talk.date):
            continue
        day, home = conference.day_number(talk.date), site.pages[conference.docname]
        if (conference.slug, day) not in site.day_anchors and not home.is_faulty:
            shown = shown_path(site.env, home.docname)
            missing = f'{shown} shows no programme of day {day}; add {{programme}} ":day: {day}"'
            yield _problem(site, record, "date", missing)


def circles(site: Site) -> Iterator[Problem]:
    """Yield talks that follow themselves, by way of others."""
    for talks in site.talks.values():
        dates = {talk.slug: talk.date for talk in talks}
        for talk in programme_order(talks)[1]:
            if talk.after and dates.get(talk.after) == talk.date:
                back = f'"after" leads from "{talk.slug}" back to itself; give one of them a start'
                yield _problem(site, site.pages[talk.docname], "after", back)


def duplicates(site: Site) -> Iterator[Problem]:
    """Yield topics, labels and terms that stand in two places: which one is meant is chance."""
    first: dict[tuple[str, str], str] = {}
    for record in site.pages.values():
        named = [("topic", str(one.argument), one.line) for one in record.places_of("topic")]
        named += [("label", name, line) for name, line in record.labels]
        named += [("term", key, line) for key, line in _terms_of(site, record)]
        path = shown_path(site.env, record.docname)
        for kind, name, line in named:
            key = kind, name.lower() if kind == "term" else name
            if key in first:
                found = f'the {kind} "{name}" stands at {first[key]} already; keep one of the two'
                yield Problem(path, line, found)
            first.setdefault(key, f"{path}:{line}")


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


def misplaced_programmes(site: Site) -> Iterator[Problem]:
    """Yield programmes that stand on no conference's page, or are of no day of it."""
    for record in site.pages.values():
        conference, path = record.facts.conference, shown_path(site.env, record.docname)
        for place in () if record.is_faulty else record.places_of("programme"):
            day = int(str(place.argument))
            if conference is None:
                wrong = 'this is no page of a conference ("kind: conference"); remove {programme}'
                yield Problem(path, place.line, wrong)
            elif conference.date_of_day(day) > conference.last:
                days = conference.day_number(conference.last)
                wrong = f"the conference had {days} days, and none is day {day}"
                yield Problem(path, place.line, wrong)


def needless_catalogues(site: Site) -> Iterator[Problem]:
    """Yield catalogues that should not exist: of no page, or of a page in its own language."""
    root = Path(site.env.config.talknotes_root)
    locale = root / site.env.config.talknotes_locale_dir
    for catalogue in list_catalogues(locale, site.language.code):
        if catalogue.domain in LABEL_CATALOGUES:
            continue
        record = site.pages.get(catalogue.domain)
        shown = catalogue.path.relative_to(root).as_posix()
        if record is None or record.facts.language == site.language.code:
            yield Problem(shown, 1, needless(catalogue.domain, is_page=record is not None))


def termbase_mistakes(site: Site) -> Iterator[Problem]:
    """Yield what is wrong with the termbase."""
    config = site.env.config
    shown = f"{config.talknotes_locale_dir}/{TERMBASE_NAME}"
    _entries, problems = read_termbase(Path(config.talknotes_root, shown), shown, site.languages)
    yield from problems


def reserved_names(site: Site) -> Iterator[Problem]:
    """Yield pages named like one that the site makes itself, or like a catalogue of labels."""
    for docname, record in site.pages.items():
        if docname in LABEL_CATALOGUES:
            taken = f'a page cannot be called "{docname}", as a catalogue of labels is; rename it'
            yield _problem(site, record, "", taken)
        elif docname.split("/")[0] in _MADE:
            made = f'the site makes "{docname}" itself, and would not show this page; rename it'
            yield _problem(site, record, "", made)


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
                back = f'{{toctree}} leads back to "{child}", which it is below of; remove it there'
                found.append(Problem(shown_path(env, docname), _toctree_line(env, docname), back))
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
    termbase_mistakes, reserved_names, misfit_talks, circles, duplicates, misplaced_programmes,
)  # fmt: skip


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of everything that the checks find (event ``env-updated``)."""
    site = site_of(env)
    problems = [*_break_circles(env), *(problem for check in CHECKS for problem in check(site))]
    # `make catalogues`, which mends those, extracts the messages first.
    if not app.config.talknotes_extract:
        problems += needless_catalogues(site)
    for problem in sorted(problems):
        warn(problem, Subtype.FACTS)


def setup(app: Sphinx) -> None:
    """Check the pages together, on every build, when all are read."""
    app.connect("env-updated", report, priority=600)
