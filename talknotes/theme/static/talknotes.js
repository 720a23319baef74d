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

// The language switch is plain links; this only lets them carry along where the reader is:
// the section (#…) and the words searched for (?q=…, ?highlight=…).
(() => {
  const links = document.querySelectorAll(".language-switch a");
  const bare = new Map();
  const carry = () => {
    for (const link of links) {
      if (!bare.has(link)) bare.set(link, link.getAttribute("href"));
      link.setAttribute("href", bare.get(link) + location.search + location.hash);
    }
  };
  carry();
  window.addEventListener("hashchange", carry);
  // A section's own link (¶) or the search can change the address without telling: look again.
  for (const link of links) {
    link.addEventListener("pointerdown", carry);
    link.addEventListener("focus", carry);
  }
})();
