from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import SmallSite
from PIL import Image, ImageChops

from talknotes.publishing import social_cards as pictures
from talknotes.publishing.social_cards import Words, can_write, draw, fit_title, shortened, wrap

CONF = "---\nkind: conference\ndates: {first: 2020-07-23, last: 2020-07-24}\n---\n# Conf\n\nHeld.\n"
TALK = """
---
kind: talk
conference: conf
language: en
date: 2020-07-24
start: "09:00"
speakers: [Ada]
---
# {title}

What it says.
"""


@pytest.fixture
def published(site: SmallSite) -> SmallSite:
    conf = (site.root / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f'{conf}\ntalknotes_address = "https://talks.example"\n')
    site.page("index", "# Home\n\nAll notes.\n\n```{toctree}\nconf/index\n```\n")
    site.page(
        "conf/index", f"{CONF}\n```{{programme}}\n:day: 2\n```\n\n```{{toctree}}\n:glob:\n*\n```\n"
    )
    site.page("conf/one", TALK.format(title="One"))
    site.page("conf/two", TALK.format(title="Two"))
    return site


def made(site: SmallSite, language: str = "en") -> dict[str, bytes]:
    folder = site.root / "build" / "html" / language / "pictures"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.png")
    }


def test_letters_per_line_are_as_many_as_have_room() -> None:
    assert wrap("one two three", 7, len) == ["one two", "three"]
    assert wrap("far\u00a0too long", 4, len) == ["far\u00a0too", "long"]
    assert wrap("", 4, len) == [""]


def test_what_is_too_long_ends_with_an_ellipsis() -> None:
    assert shortened("one two", 5, len) == "one…"
    assert shortened("one", 3, len) == "one"


def test_a_short_title_is_large_and_a_long_one_still_has_its_place() -> None:
    large, small = fit_title("DVC"), fit_title("Очистка и понимание данных " * 4)
    assert large == (["DVC"], max(pictures._TITLE_SIZES))
    assert small[1] < large[1]
    lines, size = fit_title("Очень длинное название доклада о чём-то " * 30)
    assert lines[-1].endswith("…")
    assert len(lines) * size * pictures._LEADING <= pictures._TITLE_BOTTOM - pictures._TITLE_TOP


def test_the_font_has_the_letters_of_the_languages_and_says_which_it_lacks() -> None:
    assert can_write("Żółć naïve ß ЁжЇґ “x” „y“ «з» — … Ωμ 24±1 °C\u00a0№")
    assert not can_write("日本語")


def test_a_picture_is_small_and_has_the_size_that_previews_show() -> None:
    content = draw(Words("Talk Notes", "Спутниковые данные — для всех " * 3, ("А" * 200, "Б")))
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (1200, 630)
    assert len(content) < 60_000


def test_no_word_reaches_the_edge_of_the_picture() -> None:
    content = draw(Words("Site", "Щ" * 400, ("Щ" * 400, "Щ" * 400)))
    with Image.open(io.BytesIO(content)) as image:
        colours = image.convert("RGB")
    paper = Image.new("RGB", colours.size, pictures._PAPER)
    drawn = ImageChops.difference(colours, paper).crop((pictures._STRIPE + 1, 0, 1200, 630))
    left, top, right, bottom = drawn.getbbox() or (0, 0, 0, 0)
    assert left > 40
    assert top > 40
    assert 1200 - pictures._STRIPE - 1 - right > 40
    assert 630 - bottom > 40


def test_the_same_words_make_the_same_picture_and_others_another() -> None:
    words = Words("Site", "Title", ("A",))
    assert draw(words) == draw(words)
    assert draw(words) != draw(Words("Site", "Title", ("B",)))
    assert words.digest() != Words("Site", "Title", ("B",)).digest()


def test_every_talk_has_a_picture_in_the_language_and_other_pages_share_one(
    published: SmallSite,
) -> None:
    published.catalogue("ru", "conf/one", {"One": "Один"})
    for language in ("en", "ru"):
        published.build(language)
        assert set(made(published, language)) == {"_site.png", "conf/one.png", "conf/two.png"}
    assert made(published)["conf/one.png"] != made(published, "ru")["conf/one.png"]
    address = "https://talks.example/en/pictures"
    assert f'content="{address}/conf/one.png"' in published.html("conf/one")
    assert f'content="{address}/_site.png"' in published.html("conf/index")


def test_only_what_changed_is_drawn_again(
    published: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.build()
    drawn: list[str] = []

    def noted(words: Words) -> bytes:
        drawn.append(words.title)
        return draw(words)

    monkeypatch.setattr(pictures, "draw", noted)
    published.page("conf/two", TALK.format(title="Two, renamed"))
    published.build()
    assert drawn == ["Two, renamed"]
    published.page(
        "conf/index", CONF.replace("# Conf", "# Other") + "\n```{toctree}\n:glob:\n*\n```\n"
    )
    published.build()
    assert drawn[1:] == ["One", "Two, renamed"]


def test_a_broken_picture_is_drawn_again(published: SmallSite) -> None:
    published.build()
    before = made(published)
    path = published.root / "build/html/en/pictures/conf/one.png"
    path.write_bytes(before["conf/one.png"][:100])
    published.build()
    assert made(published) == before


def test_the_picture_of_a_talk_goes_with_it(published: SmallSite) -> None:
    published.build()
    (published.root / "docs" / "conf" / "two.md").unlink()
    published.build()
    assert set(made(published)) == {"_site.png", "conf/one.png"}


def test_a_talk_that_the_font_cannot_write_shows_the_picture_of_the_site(
    published: SmallSite,
) -> None:
    published.page("conf/one", TALK.format(title="日本語"))
    published.build()
    assert set(made(published)) == {"_site.png", "conf/two.png"}
    assert "/en/pictures/_site.png" in published.html("conf/one")


def test_the_licence_of_the_font_lies_beside_it() -> None:
    licence = Path(str(pictures._FONTS / "LICENSE")).read_text(encoding="utf-8")
    assert "Apache License" in licence
