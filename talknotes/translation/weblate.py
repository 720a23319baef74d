"""The components of a Weblate project, as its command ``import_json`` and its API take them.

A component is a page with its catalogues in all languages, so that each has the source language of
its page, and no page is offered for translation into the language in which it is written.
https://docs.weblate.org/en/latest/admin/management.html#import-json
"""

from __future__ import annotations

import re
from typing import Any

from talknotes.common.project import LABEL_LANGUAGE, Project
from talknotes.translation.catalogues import LABEL_CATALOGUES, MESSAGES_FOLDER, label_catalogues
from talknotes.translation.inline_text import REFERENCE_ROLES

# `make catalogues` gives every file its final form; Weblate is to change the translation alone.
_FORMAT = {
    "po_line_wrap": 77,  # the nearest to how `make catalogues` wraps
    "po_keep_previous": True,
    "po_remove_obsolete": False,
    "po_set_language_team": False,
    "po_set_last_translator": False,
    "po_set_x_generator": False,
}
_ROLES = "|".join(sorted(REFERENCE_ROLES))
# The flags of a page: Markdown, and roles that a translation must carry over.
_PAGE_FLAGS = rf'md-text, placeholders:r"\{{(?:{_ROLES})\}}"'


def _slug(domain: str) -> str:
    return re.sub(r"[^\w-]", "-", domain.replace("/", "--"))


def components(
    project: Project, *, repository: str, branch: str, slug: str
) -> list[dict[str, Any]]:
    """Return the components of all pages and labels of *project*, the first with the *repository*.

    The others share its clone: their address is that of the first one on Weblate, in the project
    *slug*. Raises `sphinx.errors.ConfigError` where conf.py cannot be read.
    """
    languages = tuple(project.languages())
    pages = project.page_languages(languages)
    domains = {**dict.fromkeys(sorted(label_catalogues(project.root)), LABEL_LANGUAGE), **pages}
    main = _slug(next(iter(domains)))
    own = {"repo": repository, "branch": branch, "push": repository, "vcs": "git"}
    shared = {"repo": f"weblate://{slug}/{main}"}
    listed = []
    for domain, source in domains.items():
        labels = domain in LABEL_CATALOGUES
        listed.append(
            {
                "name": f"labels/{domain}" if labels else domain,
                "slug": _slug(domain),
                **(own if _slug(domain) == main else shared),
                "filemask": f"locale/*/{MESSAGES_FOLDER}/{domain}.po",
                "file_format": "po",
                "file_format_params": _FORMAT,
                "source_language": source,
                # Languages of the site only, and never the one that the page is written in.
                "language_regex": f"^({'|'.join(c for c in languages if c != source)})$",
                "template": "",
                "new_base": "",
                "new_lang": "none",
                "inherit_new_lang": False,
                "manage_units": False,
                "allow_translation_propagation": False,
                "check_flags": "" if labels else _PAGE_FLAGS,
            }
        )
    return listed
