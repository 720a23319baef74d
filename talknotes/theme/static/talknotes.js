"use strict";

// -- What the other scripts share --

window.talkNotes = (() => {
  const A_MINUTE = 60_000;
  const root = document.documentElement.dataset.content_root ?? "./";

  const element = (name, style, ...content) => {
    const made = document.createElement(name);
    if (style) made.className = style;
    made.append(...content);
    return made;
  };

  // What `make` promises for a name, made once; where that fails, the next wish tries again.
  const once = (make) => {
    const made = new Map();
    return (name) => {
      if (!made.has(name)) {
        const promise = make(name);
        promise.catch(() => made.delete(name));
        made.set(name, promise);
      }
      return made.get(name);
    };
  };

  // What the browser keeps for this tab, or for good, where it may.
  const kept = (name) => {
    try { return sessionStorage.getItem(name); } catch { return null; }
  };
  const keep = (name, value, area = "sessionStorage") => {
    try { window[area].setItem(name, value); } catch { /* Not allowed to. */ }
  };

  // What is loaded on demand are scripts, which a browser also loads from disk. Each has a digest of
  // its content in its address, listed in _static/on-demand.js. The list has an address that changes
  // by the minute, so that nothing keeps it for long after a new build.

  const attach = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => { script.remove(); reject(new Error(`${address} cannot be loaded`)); };
    document.head.append(script);
  });

  const list = once(() => attach(`${root}_static/on-demand.js?t=${Math.floor(Date.now() / A_MINUTE)}`));

  // Loads the file `name`, a path below the folder of the language.
  const load = async (name) => {
    if (!window.talkNotesOnDemand) await list(); // the page of the search has it
    const digest = window.talkNotesOnDemand[name];
    if (!digest) throw new Error(`${name} is not listed`);
    await attach(`${root}${name}?v=${digest}`);
  };

  return { root, element, once, kept, keep, attach, load };
})();

// The language switch is plain links; this only lets them carry along where the reader is: the
// section in view (#…) and the words searched for (?q=…, ?highlight=…). The landing page remembers
// which language was chosen last.
(() => {
  const links = document.querySelectorAll(".language-switch a");
  const bare = new Map();

  const isInView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  // While the page scrolls to what the address names, the reader is as good as there.
  let arriving = true;
  for (const type of ["scrollend", "wheel", "touchmove", "keydown"]) {
    window.addEventListener(type, () => { arriving = false; }, { passive: true });
  }

  // The address names a place; a reader who no longer sees it, or its heading, is in another section.
  // Where the switch scrolls with the page it stands above all sections: who goes up to it leaves none.
  const place = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const isThere = named && (arriving || isInView(named.matches("section") ? named.firstElementChild : named));
    if (scrollY === 0 || isThere) return location.hash;
    const passed = [...document.querySelectorAll("#furo-main-content section[id]")]
      .filter((section) => section.getBoundingClientRect().top < innerHeight / 3);
    // The first is the page as a whole.
    return passed.length > 1 ? `#${passed.at(-1).id}` : location.hash;
  };

  const carry = () => {
    for (const link of links) {
      if (!bare.has(link)) bare.set(link, link.getAttribute("href"));
      link.setAttribute("href", bare.get(link) + location.search + place());
    }
  };
  carry();
  window.addEventListener("hashchange", () => { arriving = true; carry(); });
  // A section's own link (¶) or the search can change the address without telling: look again.
  for (const link of links) {
    link.addEventListener("pointerdown", carry);
    link.addEventListener("focus", carry);
    link.addEventListener("click", () => {
      window.talkNotes.keep("talknotes-language", link.dataset.language, "localStorage");
    });
  }
})();

// Marks of what is not translated, where they are only for those who ask.
(() => {
  const button = document.querySelector(".untranslated-button");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
  });
})();
