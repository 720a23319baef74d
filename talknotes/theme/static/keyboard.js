// What furo leaves to pointers, by keyboard as well: the drawers of narrow windows, and what scrolls
// sideways. Without this script the drawers' checkboxes take the focus themselves (talknotes.css).
"use strict";
(() => {
  // -- The drawers: the signs in the labels of checkboxes that nobody sees become buttons --

  const isSeen = (element) => element.getClientRects().length > 0;

  class Drawer {
    constructor(box, drawer) {
      this.box = box;
      this.drawer = drawer;
      this.buttons = [...document.querySelectorAll(`label[for="${box.id}"] > .icon`)];
      for (const button of this.buttons) {
        button.tabIndex = 0;
        button.setAttribute("role", "button"); // which a label may not have
        button.setAttribute("aria-label", box.getAttribute("aria-label"));
        button.setAttribute("aria-controls", drawer.id);
        button.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          box.click();
        });
        // Whether a label heeds a click on what has the focus, browsers do not agree.
        button.parentElement.addEventListener("click", (event) => {
          event.preventDefault();
          box.click();
        });
      }
      box.addEventListener("change", () => this.changed());
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.isOpen && !document.querySelector("dialog[open]")) this.close();
      });
      // Behind an open drawer nobody sees where the focus is.
      drawer.addEventListener("focusout", ({ relatedTarget: next }) => {
        if (this.isOpen && next && !drawer.contains(next) && !next.closest("dialog")) this.turn(false);
      });
      // To a place on this page: it must be seen.
      drawer.addEventListener("click", (event) => {
        if (this.isOpen && event.target.closest("a[href]")) this.turn(false);
      });
      // A reader who comes back may find the box as it was.
      window.addEventListener("pageshow", () => this.tell());
      this.tell();
    }

    // In a wide window the drawer is a part of the page, whatever the box says.
    get isOpen() {
      return this.box.checked && this.buttons.some(isSeen);
    }

    tell() {
      for (const button of this.buttons) button.setAttribute("aria-expanded", String(this.box.checked));
    }

    turn(on) {
      this.box.checked = on;
      this.tell();
    }

    changed() {
      this.tell();
      // Not to be scrolled to: it comes by itself.
      if (this.isOpen) [...this.drawer.querySelectorAll("a[href]")].find(isSeen)?.focus({ preventScroll: true });
      else this.return();
    }

    close() {
      this.turn(false);
      this.return();
    }

    return() {
      this.buttons.find(isSeen)?.focus({ preventScroll: true });
    }
  }

  for (const [name, id] of [["__navigation", "navigation-drawer"], ["__toc", "contents-drawer"]]) {
    const box = document.getElementById(name);
    const drawer = document.getElementById(id);
    if (box && drawer) new Drawer(box, drawer);
  }

  // -- What scrolls sideways: not every browser lets the keyboard have it by itself --

  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll("pre, .table-wrapper")) sizes.observe(box);
})();
