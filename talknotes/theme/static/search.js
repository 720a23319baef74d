// The search: opens on "/", Ctrl-K and the button, fills the page of the search, and marks on a page
// what was found there. What it finds, and how, comes with its index, loaded when first needed.
"use strict";
(() => {
  const SHOWN_IN_DIALOG = 8;
  const SHOWN_AT_ONCE = 10;
  const IN_FIRST_WINDOW = 5;
  const { root, element, once, kept, keep, load } = window.talkNotes;
  const page = document.getElementById("search-page");
  const searchPage = () => document.querySelector(".search-open")?.href ?? location.pathname;
  const asking = (words) => `${searchPage()}?q=${encodeURIComponent(words)}`;

  const engine = once(async () => {
    if (!window.TalkNotesSearch) await load("_static/search/index.js");
    return window.TalkNotesSearch;
  });
  const loadQuietly = () => engine().catch(() => {});

  // -- Results --

  const linkTo = (text, address) => Object.assign(element("a", "", text), { href: address });

  // A result as a link; its passage comes when its text has been loaded.
  const resultLink = ({ finds }, result) => {
    const { marked, quote } = window.TalkNotesSearch;
    // Pairs of a text and whether it was found, as nodes: never as HTML.
    const nodes = (pairs) => pairs.map(([text, found]) => (found ? element("mark", "", text) : text));
    const part = (mark, pairs) =>
      pairs.length ? [element("span", "search-heading", mark, ...nodes(pairs))] : [];
    const title = element("span", "search-title", ...nodes(marked(result.title, finds)));
    title.append(...part(" — ", marked(result.alias, finds)));
    const meta = element("span", "search-meta", result.meta.join(" · "));
    const passage = element("span", "search-passage");
    const link = element("a", "search-result", title, " ", meta, " ", passage);
    link.href = root + result.address;
    link.dataset.kind = result.kind;
    quote(result, finds).then(({ heading, text }) => {
      title.append(...part(" › ", heading));
      passage.replaceChildren(...nodes(text));
    }, () => passage.remove());
    link.addEventListener("click", () => {
      const words = [...link.querySelectorAll("mark")].map((mark) => mark.textContent);
      remember(link.href, [...new Set(words)]);
    });
    return link;
  };

  // A box with a field, a status and a list, in the dialog and on the page of the search: `limit`
  // results at first, each as `wrap` makes it; `changed` is called after each answer.
  class Box {
    constructor(place, { limit, wrap, changed }) {
      Object.assign(this, { limit, wrap, changed, turn: 0, labels: place.dataset });
      for (const name of ["field", "status", "list", "instead"]) {
        this[name] = place.querySelector(`.search-${name}`);
      }
      this.kinds = [...place.querySelectorAll("[name=kind]")];
      let waiting;
      this.field.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => this.search(), 60);
      });
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
        const { search, quote } = await engine();
        const found = query.trim() ? await search(query) : { results: [] };
        // On a page, results come with the passages that are seen first: none moves the others later.
        const first = page ? found.results.slice(0, IN_FIRST_WINDOW) : [];
        await Promise.allSettled(first.map((one) => quote(one, found.finds)));
        if (turn !== this.turn) return; // the reader has typed on
        this.show(found, query.trim());
        this.answered = query;
      } catch {
        if (turn !== this.turn) return;
        this.list.replaceChildren();
        this.status.textContent = this.labels.failed;
      }
      this.list.removeAttribute("aria-busy");
      this.changed();
    }

    // Show of what was found what the reader wants to see, and how much there is of each kind.
    show(found, query) {
      const of = (kind) => found.results.filter((one) => !kind || one.kind === kind);
      for (const { value, parentElement } of this.kinds) {
        parentElement.querySelector(".search-number").textContent = query && of(value).length;
      }
      const results = of(this.kind);
      this.status.textContent = query && this.say(found, query, results.length);
      this.instead.replaceChildren(...(found.instead ? this.offerInstead(found.instead) : []));
      const add = (some) => some.map((one) => this.wrap(resultLink(found, one)));
      this.list.replaceChildren(...add(results.slice(0, this.limit)));
      this.rest?.remove();
      if (results.length > this.limit && this.labels.more) this.offer(results.slice(this.limit), add);
    }

    say({ instead, read, partial }, query, count) {
      const fill = (label, value) => this.labels[label].replace(/{words}|{count}/, () => value);
      if (instead) return fill("nothing", query);
      const said = [read && fill("read", read), partial && this.labels.partial, fill("count", count)];
      return said.filter(Boolean).join(" ");
    }

    offerInstead({ near, topics, lists }) {
      const to = ({ title, address }) => linkTo(title, root + address);
      const lines = {
        near: near.map((word) => linkTo(word, asking(word))),
        topics: topics.map(to),
        lists: lists.map(to),
      };
      return Object.entries(lines).flatMap(([label, links]) =>
        links.length
          ? [element("p", "", this.labels[label], ...links.flatMap((link) => [" ", link]))]
          : [],
      );
    }

    offer(results, add) {
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
  }

  // -- The dialog --

  const dialog = once(async () => {
    await load("_static/search/dialog.js");
    document.body.insertAdjacentHTML("beforeend", window.talkNotesSearchDialog);
    const whole = document.getElementById("search-dialog");
    const all = whole.querySelector(".search-all");
    let chosen = -1;

    const choose = (place) => {
      chosen = place;
      const { field, links } = box;
      links.forEach((link, one) => link.setAttribute("aria-selected", String(one === place)));
      if (place < 0) field.removeAttribute("aria-activedescendant");
      else field.setAttribute("aria-activedescendant", links[place].id);
      links[place]?.scrollIntoView({ block: "nearest" });
    };
    const box = new Box(whole, {
      limit: SHOWN_IN_DIALOG,
      wrap: (link) => Object.assign(link, { role: "option", tabIndex: -1 }),
      changed: () => {
        const { field, links } = box;
        links.forEach((link, place) => (link.id = `search-option-${place}`));
        field.setAttribute("aria-expanded", String(links.length > 0));
        choose(links.length ? 0 : -1);
        all.hidden = !links.length;
        all.href = asking(field.value.trim());
      },
    });
    const press = {
      ArrowDown: () => choose((chosen + 1) % box.links.length),
      ArrowUp: () => choose((chosen - 1 + box.links.length) % box.links.length),
      // It may come before the answer to what was typed: then the best of that answer is meant.
      Enter: async () => {
        if (box.answered !== box.field.value) await box.search();
        box.links[chosen]?.click();
      },
      Escape: () => whole.close(), // Chromium would only empty the field
    };
    box.field.addEventListener("keydown", (event) => {
      const isArrow = event.key.startsWith("Arrow");
      if (event.isComposing || !Object.hasOwn(press, event.key) || (isArrow && chosen < 0)) return;
      event.preventDefault();
      press[event.key]();
    });
    whole.addEventListener("click", (event) => {
      if (event.target === whole) whole.close(); // beside it
    });
    whole.querySelector(".search-close").addEventListener("click", () => whole.close());

    // A keyboard on the screen covers a part of the window, and CSS does not know which. Zooming in
    // makes the visible part smaller as well, and is none of the dialog's business.
    const fit = () => {
      const { height, scale } = window.visualViewport ?? {};
      if (height) whole.style.setProperty("--search-room", `${height * scale}px`);
    };
    window.visualViewport?.addEventListener("resize", fit);
    return () => {
      if (whole.open) return;
      fit();
      whole.showModal();
      box.field.select();
      loadQuietly();
    };
  });

  const open = () =>
    dialog().then((show) => show(), () => (location.href = searchPage())); // which says what is the matter

  // -- The page of the search --

  const asked = (name) => new URLSearchParams(location.search).get(name) ?? "";

  const showPage = () => {
    const box = new Box(page, {
      limit: SHOWN_AT_ONCE,
      wrap: (link) => element("li", "", link),
      changed: () => {
        const words = box.field.value.trim();
        if (words === asked("q") && box.kind === asked("kind")) return;
        const kind = box.kind && `&kind=${box.kind}`;
        try {
          const address = words ? `?q=${encodeURIComponent(words)}${kind}` : location.pathname;
          history.replaceState(null, "", address);
        } catch {
          // A browser may forbid it to a page from disk: the address then stays as it was.
        }
      },
    });
    for (const one of box.kinds) {
      one.checked = one.value === asked("kind");
      one.addEventListener("change", () => box.search());
    }
    if (!box.kinds.some(({ checked }) => checked)) box.kinds[0].checked = true;
    box.field.value = asked("q");
    page.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [box.field, ...box.links];
      const place = stops.indexOf(document.activeElement);
      if (!step || place < 0) return;
      event.preventDefault();
      stops[Math.min(stops.length - 1, Math.max(0, place + step))].focus();
    });
    page.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      box.search();
    });
    if (asked("q")) box.search();
    else box.field.focus();
  };

  // -- What was found, marked on its page: by the browser's highlights, which leave the page as it is --

  const KEPT = "talknotes-found";
  const bare = (address) => address.split("#")[0];

  // Without storage nothing is marked.
  const remember = (address, words) => keep(KEPT, JSON.stringify({ address: bare(address), words }));

  const recall = () => {
    const { address, words } = JSON.parse(kept(KEPT) ?? "{}");
    keep(KEPT, "{}");
    return address === bare(location.href) ? words : [];
  };

  const markFound = () => {
    const words = recall().map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
    const article = document.querySelector("article");
    if (!words.length || !article || !window.CSS?.highlights) return;
    const found = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
    const highlight = new Highlight();
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const { 0: word, index } of texts.currentNode.data.matchAll(found)) {
        const range = new Range();
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + word.length);
        highlight.add(range);
      }
    }
    CSS.highlights.set("search-found", highlight);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") CSS.highlights.delete("search-found");
    });
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
    link.addEventListener("pointerenter", loadQuietly, { once: true });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || page) return;
      event.preventDefault();
      open();
    });
  }

  if (page) showPage();
  markFound();
})();
