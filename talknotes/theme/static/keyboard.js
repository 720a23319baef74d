// What pointers have, by keyboard as well: the drawers of narrow windows, what scrolls sideways, and
// the keys themselves, which "?" shows.
"use strict";
(() => {
  // -- The drawers open and close without a script; here they follow the reader --

  for (const drawer of document.querySelectorAll(".sidebar-drawer, .toc-drawer")) {
    const close = () => {
      if (drawer.matches(":popover-open")) drawer.hidePopover();
    };
    drawer.addEventListener("toggle", ({ newState }) => {
      if (newState !== "open") return;
      const first = [...drawer.querySelectorAll("a[href]")].find((link) => link.checkVisibility());
      first?.focus({ preventScroll: true });
    });
    // What an open drawer covers nobody sees.
    drawer.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (next && !drawer.contains(next)) close();
    });
    drawer.addEventListener("click", ({ target }) => {
      if (target.closest("a[href]")) close();
    });
  }

  // -- The keys --

  const showKeys = () => {
    if (document.querySelector("dialog[open]")) return;
    if (!document.getElementById("keys")) document.body.insertAdjacentHTML("beforeend", window.talkNotesKeys);
    document.getElementById("keys").showModal();
  };

  document.querySelector(".keys-open")?.addEventListener("click", showKeys);
  document.addEventListener("keydown", (event) => {
    const { key, code, shiftKey, ctrlKey, altKey, metaKey, target } = event;
    if (ctrlKey || altKey || metaKey || target.closest?.("input, textarea, select")) return;
    // By its place as well: on a Russian keyboard Shift and "/" make a comma.
    if (key === "?" || (shiftKey && code === "Slash" && key === ",")) showKeys();
  });

  // -- What scrolls sideways: not every browser lets the keyboard have it by itself --

  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll("pre, .table-wrapper")) sizes.observe(box);
})();
