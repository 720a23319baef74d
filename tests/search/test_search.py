"""The search: how it treats words, what its index holds, and its dialog and page in a browser."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, Visit, follow, language_link
from conftest import SmallSite
from playwright.sync_api import Page

from talknotes.common.languages import Language
from talknotes.search.postings import Postings
from talknotes.search.records import Record, Section
from talknotes.search.synonyms import surnames_in
from talknotes.search.words import (
    LAYOUTS,
    Stems,
    fold,
    number,
    split,
    stemmers_of,
    stop_words_of,
)

LANGUAGES = ("en", "ru")
BOTH = {"Latn": "english", "Cyrl": "russian"}
TALK = "europython-2020/kedro.html"
# Bytes, compressed: what the first search may download at 40 talks. It grows by 130 bytes a talk.
FIRST_SEARCH = 55_000

# -- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ёлка и ещё", ["елка", "и", "еще"]),
        ("Miroslav Šedivý", ["miroslav", "sedivy"]),
        ("йод", ["йод"]),
        ("C++, C# and C", ["c++", "c#", "and", "c"]),
        ("tf.data, scikit-learn; CI/CD.", ["tf.data", "scikit-learn", "ci/cd"]),
        ("В 2018\u00a0году: 400x", ["в", "2018", "году", "400x"]),
        ("перено\u00adсить", ["переносить"]),
    ],
)
def test_a_text_is_split_into_folded_words(text: str, words: list[str]) -> None:
    assert split(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("графов", "графы"),
        ("стилем", "стиль"),
        ("notebooks", "notebook"),
        ("лямбда-архитектуры", "лямбда-архитектура"),
        ("visualization", "visualisation"),
        ("color", "colours"),
        ("behavior", "behaviour"),
        ("centers", "centre"),
        ("license", "licences"),
        ("serialize", "serialising"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    stems = Stems(BOTH)
    assert stems.stem(one) == stems.stem(other)


def terms(word: str) -> set[str]:
    return {term for term, _place, _width in Stems(BOTH).spread(word)}


def test_a_name_with_punctuation_is_found_by_its_parts_and_without_it() -> None:
    assert terms("scikit-learn") == {"scikit-learn", "scikit", "learn", "scikitlearn"}
    assert terms("c++") == {"c++"}


def test_a_version_is_no_other_number_without_its_point() -> None:
    assert terms("3.8") == {"3.8", "3", "8"}


def test_forms_without_a_common_stem_are_kin() -> None:
    stems = Stems(BOTH)
    assert stems.stem("человек") in stems.kin(["человек"])[stems.stem("люди")]


@pytest.mark.parametrize(
    ("words", "written"),
    [("400 times", "400x"), ("3 раза", "3x"), ("140 000", "140000"), ("4 июля", "")],
)
def test_a_number_in_two_words_is_what_readers_write_in_one(words: str, written: str) -> None:
    assert number(*words.split()) == written


def test_every_form_of_a_pronoun_says_nothing() -> None:
    assert {"это", "какую", "the"} <= stop_words_of(("en", "ru"))
    assert not {"жизнями", "память", "memory"} & stop_words_of(("en", "ru"))


def test_each_script_has_the_stemmer_of_its_language() -> None:
    table = [Language("en", "English", "en_GB"), Language("ru", "Русский", "ru_RU")]
    assert stemmers_of(table, "ru") == BOTH
    german = Language("de", "Deutsch", "de_DE")
    assert stemmers_of([*table, german], "de") == {"Latn": "german", "Cyrl": "russian"}
    assert stemmers_of([*table, german], "en") == BOTH


def test_a_name_in_two_alphabets_is_one_name() -> None:
    text = "Начал Уэс Маккинни (Wes McKinney), Бенце Арато (Bence Arató); проекция (Web Mercator)."
    assert list(surnames_in(text)) == [("маккинни", "mckinney"), ("арато", "arato")]


def test_keyboards_have_their_letters_on_the_same_keys() -> None:
    assert len({len(keys) for keys in LAYOUTS.values()}) == 1
    typed = str.maketrans(LAYOUTS["ru"], LAYOUTS["en"])
    assert "пандас".translate(typed) == "gfylfc"


def test_words_are_kept_with_the_names_and_places_they_stand_in() -> None:
    sections = (
        Section("", "", "A graph.", texts=["Деревья и графы."]),
        Section("s", "Graphs", "Of graphs, and the graph.", headings=["Графы"]),
    )
    record = Record("talk", "t", "", "On trees", (), (), (), sections)
    postings = Postings(Stems(BOTH), frozenset({"the", "of", "a", "on", "and", "и"}), 2)
    postings.add([record])
    # The title is phrase 0, what is said of the talk 1, the headings are 2 and 3; a gap of 50 words
    # parts the languages.
    assert postings.lines({"graph": ["граф"]}) == {
        "graph": "2;0:1,1:1.3||граф",
        "tree": "0;",
        "граф": "3;0:1i",
        "дер": ";|дерев",  # another form
        "дерев": ";0:1g",
    }
    assert postings.widths == "1011"


# -- The index ------------------------------------------------------------------------------------


def taken(script: str) -> Any:
    """Return what *script* hands to the search."""
    # What every search needs as well may stand before it, in the index.
    found = re.search(r'^TalkNotesSearch\.take\("[^"]+",(.*)\);\n\Z', script, re.MULTILINE)
    assert found, script[-200:]
    return json.loads(found[1])


TOOLS = """
    ---
    language: en
    ---

    # Tools

    ```{glossary}
    Graph
    network
       Nodes and edges, <b>bold</b> & more.
    ```
    """


def test_the_index_holds_names_in_every_language(site: SmallSite) -> None:
    site.page("index", "---\nlanguage: en\n---\n\n# Start\n\n```{toctree}\ntools\n```\n")
    site.page("tools", TOOLS)
    site.catalogue("ru", "tools", {"Graph": "граф", "network": "сеть"})
    for language, title in (("en", "Graph"), ("ru", "граф")):
        site.build(language)
        folder = site.root / "build" / "html" / language / "_static" / "search"
        records = taken((folder / "index.js").read_text("utf-8"))["records"]
        entry = next(record for record in records if record[0] == "tool")
        assert entry[3] == title
        assert {entry[3], *entry[6]} == {"Graph", "network", "граф", "сеть"}
        pieces = [path.read_text("utf-8") for path in folder.glob("texts-*.js")]
        texts = [text for piece in pieces for _heading, text in taken(piece)]
        assert "Nodes and edges, <b>bold</b> & more." in texts


def test_the_index_holds_words_that_mean_the_same(site: SmallSite) -> None:
    site.page("index", "---\nlanguage: en\n---\n\n# Start\n\n```{toctree}\ntools\n```\n")
    site.page("tools", TOOLS)
    site.catalogue("ru", "tools", {"Graph": "граф", "network": "сеть"})
    site.write(
        "locale/termbase.yaml",
        "- en: notebook\n  ru: [блокнот, тетрадь]\n  avoid: {ru: [нотбук]}\n  also: [ноутбук]\n"
        "- term: Graph\n  also: [G7]\n- en: note\n",
    )
    site.build("ru")
    path = site.root / "build" / "html" / "ru" / "_static" / "search" / "words-0.js"
    lines = taken(path.read_text("utf-8"))
    same = {
        term: set(line.split("|")[2].split(",")) for term, line in lines.items() if "||" in line
    }
    assert same["g7"] == {"graph"}
    assert same["граф"] == {"graph", "network", "сет"}
    assert "тетрад" not in same  # nothing that it means stands anywhere


def test_every_site_has_the_words_of_all_languages(site: SmallSite) -> None:
    site.page("index", "---\nlanguage: en\n---\n\n# Start\n\n## It works\n\nSome apples.\n")
    catalogue = {"It works": "Это работает", "Some apples.": "Немного яблок."}
    site.catalogue("ru", "index", catalogue)
    for language in LANGUAGES:
        site.build(language)
        folder = site.root / "build" / "html" / language / "_static" / "search"
        lines = taken((folder / "words-0.js").read_text("utf-8"))
        assert lines["appl"].split(":")[0] == lines["яблок"].split(":")[0] == ";1"
        assert {lines["work"].split("|")[0], lines["работа"].split("|")[0]} == {"2;", "3;"}


def test_a_piece_has_a_fixed_size_however_large_the_site(real_site: Path) -> None:
    for path in real_site.glob("*/_static/search/*-[0-9]*.js"):
        assert path.stat().st_size < 40_000, path


def test_sphinx_writes_no_index_of_its_own(real_site: Path) -> None:
    assert list(real_site.rglob("searchindex.js")) == []


# -- In a browser ---------------------------------------------------------------------------------


def ask(page: Page, words: str) -> None:
    """Type *words* into the open dialog and wait for the answer."""
    page.locator("#search-dialog .search-field").fill(words)
    page.locator("#search-dialog a.search-result").first.wait_for()


def chosen(page: Page) -> str:
    """Return the address of the result that is chosen in the dialog."""
    selected = page.locator('#search-dialog a.search-result[aria-selected="true"]')
    active = page.locator("#search-dialog .search-field").get_attribute("aria-activedescendant")
    assert selected.get_attribute("id") == active
    return str(selected.evaluate("a => a.href"))


def test_the_browser_treats_words_as_the_index_does(visit: Visit, served: str) -> None:
    page = visit(f"{served}/ru/search.html?q=pandas")
    page.locator("a.search-result").first.wait_for()
    text = " ".join(
        record[3] for record in taken(served_index(page))["records"] if isinstance(record[3], str)
    )
    words = sorted(
        set(split(f"{text} Šedivý ещё чёрт C++ tf.data A/B лямбда-архитектуры 400x 3.8 Colour"))
    )
    assert page.evaluate("text => TalkNotesSearch.split(text)", " ".join(words)) == words
    stems = Stems(BOTH)
    found = page.evaluate("words => words.map(word => TalkNotesSearch.terms(word).sort())", words)
    assert found == [sorted({term for term, _, _ in stems.spread(word)}) for word in words]
    assert page.evaluate("TalkNotesSearch.fold('Ёж Šedivý')") == fold("Ёж Šedivý")


def served_index(page: Page) -> str:
    """Return the index that *page* uses, as text."""
    return str(page.evaluate("fetch('_static/search/index.js').then(answer => answer.text())"))


@pytest.mark.parametrize("keys", ["/", "Control+k", "Control+л"])
def test_the_keyboard_alone_opens_chooses_and_goes(visit: Visit, address: str, keys: str) -> None:
    page = visit(f"{address}/ru/{TALK}")
    if keys == "Control+л":  # the same key on a Russian keyboard
        page.evaluate(
            "document.dispatchEvent(new KeyboardEvent('keydown', "
            "{key: 'л', code: 'KeyK', ctrlKey: true, bubbles: true}))"
        )
    else:
        page.keyboard.press(keys)
    page.locator("#search-dialog[open]").wait_for()
    page.keyboard.insert_text("переноса стиля")
    page.locator("#search-dialog a.search-result").first.wait_for()
    page.wait_for_function("document.querySelectorAll('#search-dialog mark').length > 3")
    first = chosen(page)
    page.keyboard.press("ArrowDown")
    second = chosen(page)
    assert second != first
    page.keyboard.press("ArrowUp")
    assert chosen(page) == first
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == first == f"{address}/ru/tools/deep-learning.html#term-neural-style-transfer"


def test_enter_does_not_wait_for_the_list(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    page.keyboard.press("/")
    page.locator("#search-dialog[open]").wait_for()
    page.keyboard.insert_text("numpy")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("#term-NumPy")


def test_escape_closes_and_gives_the_focus_back(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    page.locator(".search-open").focus()
    page.keyboard.press("Enter")
    page.locator("#search-dialog[open]").wait_for()
    for _ in range(8):  # the focus stays within (or goes to the browser's own controls)
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || "
            "document.activeElement.closest('#search-dialog') !== null"
        )
    page.locator("#search-dialog .search-field").focus()
    page.keyboard.press("Escape")
    page.locator("#search-dialog").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.className") == "search-open"


def test_a_slash_in_a_field_is_a_slash(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/index.html")
    page.locator("article .search-field").focus()
    page.keyboard.type("CI/CD")
    assert page.locator("article .search-field").input_value() == "CI/CD"
    assert page.locator("#search-dialog[open]").count() == 0


WINDOWS = {"desktop": DESKTOP, "small": (320, 400)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_the_dialog_fits_the_window(
    visit: Visit, served: str, language: str, window: tuple[int, int]
) -> None:
    page = visit(f"{served}/{language}/{TALK}", window=window)
    page.click(".search-open")
    ask(page, "pandas")
    box = page.locator("#search-dialog").bounding_box()
    assert box is not None
    assert min(box["x"], box["y"]) >= 0
    assert box["x"] + box["width"] <= window[0]
    assert box["y"] + box["height"] <= window[1]
    inside = (
        "[...document.querySelectorAll('#search-dialog *')].every(e => e.scrollWidth <= innerWidth)"
    )
    assert page.evaluate(inside)


# Chromium shows no keyboard on the screen; what a browser tells of one is all that the page sees.
KEYBOARD = """
const part = Object.assign(new EventTarget(), { height: innerHeight, scale: 1 });
Object.defineProperty(window, "visualViewport", { value: part });
"""


@pytest.mark.parametrize("width", [390, 320])
def test_the_dialog_stays_above_a_keyboard_on_the_screen(
    visit: Visit, served: str, width: int
) -> None:
    page = visit("about:blank", window=(width, 844))
    page.add_init_script(KEYBOARD)
    page.goto(f"{served}/ru/{TALK}")
    page.click(".search-open")
    ask(page, "pandas")
    assert page.evaluate("document.getElementById('search-dialog').offsetHeight") == 844
    page.wait_for_function("!document.querySelector('#search-dialog .search-passage:empty')")
    page.evaluate("visualViewport.height = 400; visualViewport.dispatchEvent(new Event('resize'))")
    for _ in range(len(page.query_selector_all("#search-dialog a.search-result")) - 1):
        page.keyboard.press("ArrowDown")
    for part in ('a.search-result[aria-selected="true"] .search-title', ".search-all"):
        box = page.locator(f"#search-dialog {part}").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 400, part
    page.evaluate(
        "visualViewport.height = 422; visualViewport.scale = 2;"
        "visualViewport.dispatchEvent(new Event('resize'))"
    )
    assert page.evaluate("document.getElementById('search-dialog').offsetHeight") == 844


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("numpy", r"Found: \d+\."),
        ("nunpy", r"Understood as “numpy”\. Found: \d+\."),
        ("xyzzyplugh", r"Nothing found for “xyzzyplugh”\."),
    ],
)
def test_how_much_was_found_is_said_to_screen_readers(
    visit: Visit, served: str, words: str, said: str
) -> None:
    page = visit(f"{served}/en/{TALK}")
    page.click(".search-open")
    status = page.get_by_role("status")
    assert status.inner_text() == ""  # it is there before there is something to tell
    page.keyboard.insert_text(words)
    page.wait_for_function("document.querySelector('.search-status').textContent !== ''")
    assert re.fullmatch(said, status.inner_text())


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>'])
def test_what_is_typed_is_never_markup(visit: Visit, served: str, words: str) -> None:
    page = visit("about:blank")
    said: list[str] = []
    page.on("dialog", lambda one: (said.append(one.message), one.dismiss()))
    page.goto(f"{served}/en/search.html")
    page.locator("#search-page .search-field").fill(words)
    page.locator("#search-page .search-status:not(:empty)").wait_for()
    assert page.locator("#search-page img, #search-page script").count() == 0
    assert said == []


def test_the_address_is_to_share_and_the_switch_keeps_it(visit: Visit, served: str) -> None:
    page = visit(f"{served}/ru/search.html")
    page.locator("#search-page .search-field").fill("графов")
    page.wait_for_url("**/ru/search.html?q=*")
    address = page.url
    first = page.locator("a.search-result").first
    first.wait_for()
    other = visit(address)
    other.locator("a.search-result").first.wait_for()
    assert other.locator("a.search-result").first.get_attribute("href") == first.get_attribute(
        "href"
    )
    follow(page, language_link("en"))
    assert page.url == address.replace("/ru/", "/en/")
    assert page.locator("#search-page .search-field").input_value() == "графов"


def test_the_filter_works_by_keyboard_and_by_address(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/search.html?q=maps")
    page.locator("a.search-result").first.wait_for()
    page.get_by_role("radio", name="Everything").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**/en/search.html?q=maps&kind=guide")
    kinds = "links => links.map(link => link.dataset.kind)"
    assert set(page.locator("a.search-result").evaluate_all(kinds)) == {"guide"}
    shared = visit(page.url)
    shared.locator("a.search-result").first.wait_for()
    assert shared.get_by_role("radio", name="Guides").is_checked()
    assert set(shared.locator("a.search-result").evaluate_all(kinds)) == {"guide"}
    follow(shared, language_link("ru"))
    assert shared.url.endswith("/ru/search.html?q=maps&kind=guide")


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Nearest names:", "Topics:", "Or look through:"]),
        ("ru", ["Похожие названия:", "Темы:", "Или просмотрите:"]),
    ],
)
def test_who_finds_nothing_is_shown_the_way(
    visit: Visit, address: str, language: str, labels: list[str]
) -> None:
    page = visit(f"{address}/{language}/search.html?q=kubistic")
    ways = page.locator(".search-instead p")
    ways.first.wait_for()
    assert [text.split(":")[0] + ":" for text in ways.all_inner_texts()] == labels
    assert ways.nth(2).locator("a").count() == 2
    follow(page, ".search-instead p:first-child a")
    page.locator("a.search-result").first.wait_for()
    page.locator("#search-page .search-field").fill("kubistic")
    follow(page, ".search-instead p:last-child a")
    assert page.url.endswith("/tools/index-a-z.html")


def test_a_result_says_what_it_is_where_and_when(visit: Visit, served: str) -> None:
    page = visit(f"{served}/ru/search.html?q=making%20pandas%20fly")
    result = page.locator("a.search-result").first
    result.wait_for()
    meta = result.locator(".search-meta").inner_text()
    assert re.fullmatch(r"Доклад · EuroPython 2020 · \d+ июля 2020\sг\.", meta)
    assert "Making Pandas Fly" in result.locator(".search-title").inner_text()
    page.goto(f"{served}/ru/search.html?q=декораторами")
    page.locator("a.search-result .search-passage mark").first.wait_for()
    marks = page.locator("a.search-result .search-passage mark").all_inner_texts()
    assert all(mark.lower().startswith("декор") for mark in marks)


def test_words_are_marked_on_the_page_without_touching_it(visit: Visit, served: str) -> None:
    page = visit(f"{served}/en/{TALK}")
    page.keyboard.press("/")
    ask(page, "numpy")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_function("CSS.highlights.get('search-found')?.size > 0")
    assert page.locator("article mark, article .highlighted").count() == 0
    page.keyboard.press("Escape")
    assert page.evaluate("CSS.highlights.has('search-found')") is False


def test_a_search_that_cannot_be_loaded_says_so_and_is_tried_again(
    visit: Visit, served: str
) -> None:
    page = visit("about:blank")
    page.route("**/_static/search/index.js?*", lambda route: route.abort())
    page.goto(f"{served}/ru/search.html?q=pandas")
    status = page.locator("#search-page .search-status")
    page.wait_for_function("document.querySelector('.search-status').textContent !== ''")
    assert status.inner_text().startswith("Не удалось загрузить поиск.")
    page.unroute("**/_static/search/index.js?*")
    page.locator("#search-page .search-field").press("Enter")
    page.locator("a.search-result").first.wait_for()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "needs JavaScript"), ("ru", "нужен JavaScript")]
)
def test_without_javascript_the_page_says_so(
    visit: Visit, served: str, language: str, said: str
) -> None:
    page = visit(f"{served}/{language}/{TALK}", java_script_enabled=False)
    follow(page, ".search-open")
    assert said in page.locator("article").inner_text()
    follow(page, "article p a")
    assert page.url.endswith("tools/index-a-z.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_search_is_small_and_a_page_alone_loads_none_of_it(
    visit: Visit, served: str, real_site: Path, language: str
) -> None:
    page = visit("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}/{language}/{TALK}", wait_until="networkidle")
    assert [url for url in asked if "/search/" in url] == []
    before = len(asked)
    page.keyboard.press("/")
    ask(page, "pandas")
    page.wait_for_load_state("networkidle")
    loaded = asked[before:]
    assert [url for url in loaded if not url.startswith(served)] == []
    size = 0
    for url in loaded:
        path = real_site / url.removeprefix(f"{served}/").split("?")[0]
        size += len(gzip.compress(path.read_bytes()))
    print(f"{language}: {len(loaded)} files, {size} bytes")
    assert size <= FIRST_SEARCH
