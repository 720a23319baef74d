// Tooltips of terms: pointing at, focusing or tapping a link to a glossary entry shows its first
// sentence. They are in a script beside the page of the entry, loaded when they are first asked for;
// a script, not data that is fetched, because that also works in a page opened from disk.
// Without this script, or where it cannot work, such a link is a link.
"use strict";
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const LINKS = 'article a.reference.internal[href*="#term-"]';
  // Milliseconds: a pointer that only crosses a link shows nothing, one on its way to the card loses
  // nothing, and a tap leads on where the network is too slow.
  const BEFORE_SHOWING = 200;
  const BEFORE_HIDING = 300;
  const LONGEST_WAIT = 1500;
  const EDGE = 8;

  const { root, element, once, load } = window.talkNotes;
  const card = Object.assign(element("span", "tooltip"), { id: "tooltip", popover: "manual" });
  let shown = null;      // The link whose card is open,
  let tapped = false;    // by a tap: then it stays until the reader taps elsewhere.
  let asked = null;      // The link that waits for its card.
  let dismissed = null;  // The link whose card was closed, until the reader turns to another.
  let touch = false;     // Whether the click that comes is a finger's.
  let timer = 0;

  const later = (wait, act) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };

  // -- What there is to show --

  const tooltipsOf = once(async (name) => {
    await load(name);
    return window.talknotesTooltips;
  });

  const find = async (link) => {
    const { pathname, hash } = new URL(link.href);
    const page = pathname.replace(/\/$/, "/index.html");
    const folder = new URL(root, location.href).pathname;
    if (!page.startsWith(folder) || !page.endsWith(".html")) return null;
    const file = decodeURI(page.slice(folder.length)).replace(/\.html$/, ".tooltips.js");
    const data = await tooltipsOf(file).catch(() => null);
    const found = data?.tooltips.find(({ ids }) => ids.includes(decodeURIComponent(hash.slice(1))));
    return found && { ...found, entry: data.labels.entry };
  };

  // -- The card --

  const part = (tag, name, text, lang = "") =>
    Object.assign(element(tag, `tooltip-${name}`, text), lang && { lang });

  const place = () => {
    // A link can be broken over two lines: its first one counts.
    const line = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const right = clientWidth - card.offsetWidth - EDGE;
    const below = shown.getBoundingClientRect().bottom + EDGE / 2;
    const above = line.top - card.offsetHeight - EDGE / 2;
    const fits = below + card.offsetHeight <= clientHeight - EDGE || above < EDGE;
    card.style.left = `${Math.max(EDGE, Math.min(line.left, right)) + scrollX}px`;
    card.style.top = `${(fits ? below : above) + scrollY}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    asked = null;
    if (!shown) return;
    const link = shown;
    const inside = card.contains(document.activeElement);
    shown = null;
    link.removeAttribute("aria-describedby");
    card.remove(); // which closes it
    if (inside) link.focus();
  };

  const open = (link, tooltip, byTap) => {
    hide();
    shown = link;
    tapped = byTap;
    card.lang = document.documentElement.lang;
    card.replaceChildren(
      part("span", "name", tooltip.name, tooltip.nameLanguage), " ",
      part("span", "text", tooltip.text, tooltip.textLanguage),
    );
    if (tooltip.talks) card.append(" ", part("span", "talks", tooltip.talks));
    // A tooltip must hold nothing to press; and with a finger nothing announces one.
    card.setAttribute("role", byTap ? "status" : "tooltip");
    if (byTap) card.append(" ", Object.assign(part("a", "entry", tooltip.entry), { href: link.href, onclick: hide }));
    else link.setAttribute("aria-describedby", card.id);
    // Right after the link, where the keyboard and a screen reader come to it next.
    link.after(card);
    card.showPopover();
    place();
  };

  const show = async (link) => {
    asked = link;
    const tooltip = await find(link);
    if (asked !== link || !tooltip) return;
    asked = null;
    open(link, tooltip, false);
  };

  // -- Pointer and keyboard: the card is there as long as either is on the link or on the card --

  const linkOf = ({ target }) => target instanceof Element ? target.closest(LINKS) : null;
  const isHeld = () => shown.matches(":hover, :focus-visible") || card.matches(":hover, :focus-within");
  const settle = () => later(BEFORE_HIDING, () => { if (shown && !tapped && !isHeld()) hide(); });

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || card.contains(event.target)) return;
    const link = linkOf(event);
    if (link && (link === shown || link === dismissed)) return;
    dismissed = null;
    if (link) return later(BEFORE_SHOWING, () => show(link));
    asked = null;
    settle();
  });
  document.documentElement.addEventListener("pointerleave", settle);

  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (!link || link === shown || link === dismissed || !link.matches(":focus-visible")) return;
    clearTimeout(timer);
    show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (linkOf(event) === dismissed) dismissed = null;
    asked = null;
    settle();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !(shown || asked)) return;
    dismissed = shown ?? asked;
    hide();
  });

  // -- Touch: the first tap shows, the second follows --

  document.addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "touch";
    // What a tap will ask for can come while the finger is still down.
    const link = touch && linkOf(event);
    if (link) find(link);
  });
  // Not at "pointerdown": that begins a scroll as well, and there is no "click" beside a link on iOS.
  document.addEventListener("pointerup", ({ pointerType, target }) => {
    if (pointerType === "touch" && shown && !card.contains(target) && !shown.contains(target)) hide();
  });
  document.addEventListener("click", async (event) => {
    const link = linkOf(event);
    const finger = touch;
    touch = false;
    if (!link || event.defaultPrevented || card.contains(event.target)) return;
    if (!finger || link === shown || link === asked) {
      dismissed = link;
      return hide();
    }
    event.preventDefault();
    hide();
    asked = link;
    const late = new Promise((resolve) => { setTimeout(resolve, LONGEST_WAIT); });
    const tooltip = await Promise.race([find(link), late]);
    if (asked !== link) return;
    asked = null;
    if (tooltip) open(link, tooltip, true);
    else location.assign(link.href);
  });

  window.addEventListener("resize", () => { if (shown) place(); });
  // A reader who comes back finds the page as it is without a card.
  window.addEventListener("pagehide", hide);
})();
