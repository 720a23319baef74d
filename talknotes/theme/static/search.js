// The search: opens on "/", Ctrl-K and the button, fills the page of the search, and marks on a page
// what was found there. What it finds, and how, is in search-engine.js, loaded when first needed.
"use strict";
(() => {
  const SHOWN_IN_DIALOG = 8;
  const SHOWN_AT_ONCE = 10;
  const IN_FIRST_WINDOW = 5;
  const root = document.documentElement.dataset.content_root ?? "./";

  // -- Loading --

  let engine;
  const ready = () => {
    engine ??= (async () => {
      if (!window.TalkNotesSearch) await window.talkNotes.load("_static/search-engine.js");
      await window.TalkNotesSearch.prepare();
      return window.TalkNotesSearch;
    })();
    engine.catch(() => (engine = undefined)); // so that the next search tries again
    return engine;
  };
  const readyQuietly = () => ready().catch(() => {});

  // -- Results --

  const element = (name, style, ...content) => {
    const made = document.createElement(name);
    if (style) made.className = style;
    made.append(...content);
    return made;
  };

  // The pairs of text and whether it was found, as nodes: never as HTML.
  const withMarks = (pairs) =>
    pairs.map(([text, found]) => (found ? element("mark", "", text) : text));

  const fill = (label, value) => label.replace("{words}", value).replace("{count}", value);

  // A result as a link; its passage comes when its text has been loaded.
  const resultLink = (found, result) => {
    const { marked, passage } = window.TalkNotesSearch;
    const title = element("span", "search-title", ...withMarks(marked(result.title, found.finds)));
    if (result.heading) {
      const heading = withMarks(marked(result.heading, found.finds));
      title.append(element("span", "search-heading", " › ", ...heading));
    }
    if (result.alias) {
      const alias = withMarks(marked(result.alias, found.finds));
      title.append(element("span", "search-heading", " — ", ...alias));
    }
    const meta = element("span", "search-meta", result.meta.join(" · "));
    const quote = element("span", "search-passage");
    const link = element("a", "search-result", title, " ", meta, " ", quote);
    link.href = root + result.address;
    link.dataset.kind = result.kind;
    passage(result, found.finds).then(
      (pairs) => quote.replaceChildren(...withMarks(pairs)),
      () => quote.remove(),
    );
    link.addEventListener("click", () => {
      const words = [...link.querySelectorAll("mark")].map((mark) => mark.textContent);
      remember(link.href, [...new Set(words)]);
    });
    return link;
  };

  // A box with a field, a status and a list, in the dialog and on the page of the search.
  class Box {
    constructor(place, { limit, wrap, whole = false }) {
      this.labels = place.dataset;
      this.field = place.querySelector(".search-field");
      this.status = place.querySelector(".search-status");
      this.list = place.querySelector(".search-list");
      this.instead = place.querySelector(".search-instead");
      this.kinds = [...place.querySelectorAll("[name=kind]")];
      this.limit = limit;
      this.wrap = wrap;
      this.whole = whole;
      this.turn = 0;
      this.changed = () => {};
    }

    get links() {
      return [...this.list.querySelectorAll("a.search-result")];
    }

    get kind() {
      return this.kinds.find(({ checked }) => checked)?.value ?? "";
    }

    async search() {
      const query = this.field.value;
      const turn = ++this.turn;
      this.list.setAttribute("aria-busy", "true");
      try {
        const found = query.trim() ? await (await ready()).search(query) : undefined;
        if (found && this.whole) await this.loadPassages(found);
        if (turn !== this.turn) return; // the reader has typed on
        this.show(found);
        this.answered = query;
      } catch {
        if (turn !== this.turn) return;
        this.list.replaceChildren();
        this.status.textContent = this.labels.failed;
      }
      this.list.removeAttribute("aria-busy");
      this.changed();
    }

    // Results come with the passages that are seen first: none of these moves the others later.
    loadPassages({ results, finds }) {
      const { passage } = window.TalkNotesSearch;
      return Promise.allSettled(results.slice(0, IN_FIRST_WINDOW).map((one) => passage(one, finds)));
    }

    say(found) {
      if (!found) return "";
      const { results, read, partial } = found;
      if (found.instead) return fill(this.labels.nothing, this.field.value.trim());
      const said = [];
      if (read) said.push(fill(this.labels.read, read));
      if (partial) said.push(this.labels.partial);
      said.push(fill(this.labels.count, results.length));
      return said.join(" ");
    }

    // Show of what was found what the reader wants to see, and how much there is of each kind.
    filter(found) {
      const all = found?.results ?? [];
      const of = (kind) => all.filter((one) => !kind || one.kind === kind);
      for (const { value, parentElement } of this.kinds) {
        parentElement.querySelector(".search-number").textContent = found ? of(value).length : "";
      }
      return found && { ...found, results: of(this.kind) };
    }

    show(answer) {
      const found = this.filter(answer);
      this.status.textContent = this.say(found);
      this.instead.replaceChildren(...(found?.instead ? this.offerInstead(found.instead) : []));
      const results = found?.results ?? [];
      const add = (some) => some.map((one) => this.wrap(resultLink(found, one)));
      this.list.replaceChildren(...add(results.slice(0, this.limit)));
      this.rest?.remove();
      this.rest = undefined;
      if (results.length > this.limit) this.offer(results.slice(this.limit), add);
    }

    offerInstead({ near, topics, lists }) {
      const line = (label, links) => {
        const made = links.map(([text, address]) => {
          const link = element("a", "", text);
          link.href = address;
          return link;
        });
        return made.length ? [element("p", "", label, ...made.flatMap((link) => [" ", link]))] : [];
      };
      const to = ({ title, address }) => [title, root + address];
      const ask = (word) => [word, `${searchPage()}?q=${encodeURIComponent(word)}`];
      return [
        ...line(this.labels.near, near.map(ask)),
        ...line(this.labels.topics, topics.map(to)),
        ...line(this.labels.lists, lists.map(to)),
      ];
    }

    offer(results, add) {
      if (!this.labels.more) return;
      this.rest = element("button", "search-more", this.labels.more);
      this.rest.type = "button";
      this.rest.addEventListener("click", () => {
        const added = add(results);
        this.list.append(...added);
        this.rest.remove();
        added[0].querySelector("a").focus();
      });
      this.list.after(this.rest);
    }

    listen() {
      let waiting;
      this.field.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => this.search(), 60);
      });
    }
  }

  // -- The dialog --

  let dialog;

  const loadDialog = async () => {
    await window.talkNotes.load("_static/search/dialog.js");
    document.body.insertAdjacentHTML("beforeend", window.talkNotesSearchDialog);
    dialog = document.getElementById("search-dialog");
    return new Dialog();
  };

  class Dialog {
    constructor() {
      this.box = new Box(dialog, {
        limit: SHOWN_IN_DIALOG,
        wrap: (link) => {
          link.setAttribute("role", "option");
          link.tabIndex = -1;
          return link;
        },
      });
      this.all = dialog.querySelector(".search-all");
      this.box.changed = () => this.update();
      this.box.listen();
      this.box.field.addEventListener("keydown", (event) => this.press(event));
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog) dialog.close(); // beside it
      });
      dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
      window.visualViewport?.addEventListener("resize", () => this.fit());
    }

    // A keyboard on the screen covers a part of the window, and CSS does not know which. Zooming in
    // makes the visible part smaller as well, and is none of the dialog's business.
    fit() {
      const { height, scale } = window.visualViewport ?? {};
      if (height) dialog.style.setProperty("--search-room", `${height * scale}px`);
    }

    open() {
      if (dialog.open) return;
      this.fit();
      dialog.showModal();
      this.box.field.select();
      readyQuietly();
    }

    update() {
      const { field, links } = this.box;
      links.forEach((link, place) => (link.id = `search-option-${place}`));
      field.setAttribute("aria-expanded", String(links.length > 0));
      this.choose(links.length ? 0 : -1);
      this.all.hidden = !links.length;
      this.all.href = `${searchPage()}?q=${encodeURIComponent(field.value.trim())}`;
    }

    choose(place) {
      this.chosen = place;
      const { field, links } = this.box;
      links.forEach((link, one) => link.setAttribute("aria-selected", String(one === place)));
      if (place < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", links[place].id);
      links[place]?.scrollIntoView({ block: "nearest" });
    }

    press(event) {
      if (event.isComposing) return;
      const { links } = this.box;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && links.length) {
        event.preventDefault();
        this.choose((this.chosen + step + links.length) % links.length);
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.follow();
      } else if (event.key === "Escape") {
        event.preventDefault(); // Chromium would only empty the field
        dialog.close();
      }
    }

    // Enter may come before the answer to what was typed: then the best of that answer is meant.
    async follow() {
      const { box } = this;
      if (box.answered !== box.field.value) await box.search();
      box.links[this.chosen]?.click();
    }
  }

  const searchPage = () => document.querySelector(".search-open")?.href ?? location.pathname;

  let opened;
  const open = async () => {
    opened ??= loadDialog();
    try {
      (await opened).open();
    } catch {
      opened = undefined;
      location.href = searchPage(); // which says what is the matter
    }
  };

  // -- The page of the search --

  const page = document.getElementById("search-page");
  const asked = (name = "q") => new URLSearchParams(location.search).get(name) ?? "";

  const showPage = () => {
    const box = new Box(page, {
      limit: SHOWN_AT_ONCE,
      wrap: (link) => element("li", "", link),
      whole: true,
    });
    const side = document.querySelector(".sidebar-search");
    box.field.value = asked();
    for (const one of box.kinds) {
      one.checked = one.value === asked("kind");
      one.addEventListener("change", () => box.search());
    }
    if (!box.kinds.some(({ checked }) => checked)) box.kinds[0].checked = true;
    if (side) side.value = asked();
    box.listen();
    box.changed = () => {
      const words = box.field.value.trim();
      if (words === asked() && box.kind === asked("kind")) return;
      const kind = box.kind && `&kind=${box.kind}`;
      try {
        const address = words ? `?q=${encodeURIComponent(words)}${kind}` : location.pathname;
        history.replaceState(null, "", address);
      } catch {
        // A browser may forbid it to a page from disk: the address then stays as it was.
      }
    };
    page.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      const stops = [box.field, ...box.links];
      const place = stops.indexOf(document.activeElement);
      if (place < 0) return;
      event.preventDefault();
      stops[Math.min(stops.length - 1, Math.max(0, place + step))].focus();
    });
    page.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      box.search();
    });
    if (asked()) box.search();
    else box.field.focus();
  };

  // -- What was found, marked on its page: by the browser's highlights, which leave the page as it is --

  const KEPT = "talknotes-found";

  const remember = (address, words) => {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ address: address.split("#")[0], words }));
    } catch {
      // Without storage nothing is marked.
    }
  };

  const recall = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
      sessionStorage.removeItem(KEPT);
      return kept?.address === location.href.split("#")[0] ? kept.words : [];
    } catch {
      return [];
    }
  };

  const markFound = () => {
    const words = recall().map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
    const article = document.querySelector("article");
    if (!words.length || !article || !window.CSS?.highlights) return;
    const found = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
    const ranges = [];
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const { 0: word, index } of texts.currentNode.data.matchAll(found)) {
        const range = new Range();
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + word.length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("search-found", new Highlight(...ranges));
    const clear = (event) => {
      if (event.key === "Escape") CSS.highlights.delete("search-found");
    };
    document.addEventListener("keydown", clear);
  };

  // -- The ways in --

  const isTyping = ({ target }) =>
    target instanceof Element &&
    (target.closest("input, textarea, select") !== null || target.isContentEditable);

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const held = event.ctrlKey || event.metaKey;
    // By the key as well as by its letter: on a Russian keyboard "k" is "л", and "/" is ".".
    const slash = !held && (event.key === "/" || (event.code === "Slash" && event.key === "."));
    const letter = held && !event.shiftKey && (event.key === "k" || event.code === "KeyK");
    if (!(letter || (slash && !isTyping(event)))) return;
    event.preventDefault();
    if (page) page.querySelector(".search-field").select();
    else open();
  });

  for (const link of document.querySelectorAll(".search-open")) {
    link.addEventListener("pointerenter", readyQuietly, { once: true });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || page) return;
      event.preventDefault();
      open();
    });
  }
  document.querySelector(".sidebar-search")?.addEventListener("focus", readyQuietly, { once: true });

  if (page) showPage();
  markFound();
})();
