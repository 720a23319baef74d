// "Original": shows what each translated sentence says in the source, and the line of its entry.
// The originals are in a script beside the page, loaded when they are first asked for; a script, not
// data that is fetched, because that also works in a page opened from disk.
"use strict";
(() => {
  const button = document.querySelector(".originals-button");
  if (!button) return;
  const article = document.getElementById("furo-main-content");
  // As long as the tab is open, the next page shows its originals as well.
  const KEPT = "talknotes-originals";
  const { attach, element, keep, kept, once } = window.talkNotes;

  // A link to the line of the entry; where no repository is known, its path and line to copy.
  const way = (data, line) => {
    const label = data.labels.line.replace("{number}", line);
    const place = `${data.path}:${line}`;
    const properties = { lang: document.documentElement.lang, title: place };
    const made = (tag, more) => Object.assign(element(tag, "entry-line", label), properties, more);
    if (data.lines) return made("a", { href: data.lines + line });
    const copy = made("button", { type: "button" });
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(place);
        copy.textContent = data.labels.copied;
        setTimeout(() => { copy.textContent = label; }, 1500);
      } catch { // Not allowed to: show it, ready to be copied.
        const shown = element("code", "entry-line", place);
        copy.replaceWith(shown);
        getSelection().selectAllChildren(shown);
      }
    });
    return copy;
  };

  const show = (data, line, block) => {
    // Where a paragraph may not stand, a span does.
    const within = block.matches("dt");
    const inline = within || block.matches("span, img");
    const original = element(inline ? "span" : "p", "original");
    if (data.texts[line]) {
      const text = element("span", "original-text");
      Object.assign(text, { lang: data.language, innerHTML: data.texts[line] });
      original.setAttribute("role", "note");
      original.setAttribute("aria-label", data.labels.original);
      original.append(text, " ");
    }
    original.append(way(data, line));
    // A picture may be a link, which can hold no other.
    const whole = block.matches("img") ? block.closest("a") ?? block : block;
    if (within) block.append(original); else whole.after(original);
    return original;
  };

  const showAll = (data) => Object.keys(data.texts).flatMap((line) =>
    [...article.getElementsByClassName(`l${line}`)]
      // A caption bears the line on its text as well.
      .filter((block) => !block.querySelector(`.l${line}`))
      .map((block) => show(data, line, block)));

  const originals = once(async (script) => {
    await attach(script);
    return showAll(window.talknotesOriginals);
  });

  const turn = async (on) => {
    button.setAttribute("aria-pressed", on);
    keep(KEPT, on);
    try {
      for (const original of await originals(button.dataset.script)) original.hidden = !on;
    } catch {
      button.textContent = button.dataset.failed;
      button.setAttribute("aria-pressed", "false");
    }
  };

  button.addEventListener("click", () => turn(button.getAttribute("aria-pressed") !== "true"));
  button.hidden = false;
  if (kept(KEPT) === "true") turn(true);
})();
