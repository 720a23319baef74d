"use strict";

// -- What is loaded on demand: scripts, which a browser also loads from disk --

// Each has a digest of its content in its address, listed in _static/on-demand.js. The list has an
// address that changes by the minute, so that nothing keeps it for long after a new build.
window.talkNotes = (() => {
  const A_MINUTE = 60_000;
  const root = document.documentElement.dataset.content_root ?? "./";

  const attach = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => { script.remove(); resolve(); };
    script.onerror = () => { script.remove(); reject(new Error(`${address} cannot be loaded`)); };
    document.head.append(script);
  });

  let listed;
  const list = () => {
    if (window.talkNotesOnDemand) return undefined; // in the page itself, as on that of the search
    listed ??= attach(`${root}_static/on-demand.js?t=${Math.floor(Date.now() / A_MINUTE)}`);
    listed.catch(() => { listed = undefined; }); // Next time there may be a connection.
    return listed;
  };

  // Loads the file *name*, a path below the folder of the language.
  const load = async (name) => {
    await list();
    const digest = window.talkNotesOnDemand[name];
    if (!digest) throw new Error(`${name} is not listed`);
    await attach(`${root}${name}?v=${digest}`);
  };

  return { root, attach, load };
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

  // The address names a place; a reader who has gone on is in another section.
  const place = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (scrollY === 0 || (named && isInView(named) && named.matches(":not(section)"))) return location.hash;
    const passed = [...document.querySelectorAll("#furo-main-content section[id]")]
      .filter((section) => section.getBoundingClientRect().top < innerHeight / 3);
    // The first is the page as a whole.
    return passed.length > 1 ? `#${passed.at(-1).id}` : "";
  };

  const carry = () => {
    for (const link of links) {
      if (!bare.has(link)) bare.set(link, link.getAttribute("href"));
      link.setAttribute("href", bare.get(link) + location.search + place());
    }
  };
  carry();
  window.addEventListener("hashchange", carry);
  // A section's own link (¶) or the search can change the address without telling: look again.
  for (const link of links) {
    link.addEventListener("pointerdown", carry);
    link.addEventListener("focus", carry);
    link.addEventListener("click", () => {
      try { localStorage.setItem("talknotes-language", link.dataset.language); } catch { /* Not allowed to. */ }
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
