// The language switch is plain links; this only lets them carry along where the reader is:
// the section (#…) and the words searched for (?q=…, ?highlight=…).
"use strict";
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
