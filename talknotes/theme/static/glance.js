// Terms at a glance: pointing at, focusing or tapping a link to a glossary entry shows its first
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

  const files = new Map();
  const card = document.createElement("span");
  card.className = "glance";
  card.id = "glance";
  card.popover = "manual";

  let shown = null;      // The link whose card is open,
  let tapped = false;    // by a tap: then it stays until the reader taps elsewhere.
  let asked = null;      // The link that waits for its card.
  let dismissed = null;  // The link whose card was closed, until the reader turns to another.
  let touch = false;     // Whether the click that comes is a finger's.
  let timer = 0;

  // -- What there is to show --

  const load = (name) => {
    if (!files.has(name)) {
      files.set(name, window.talkNotes.load(name).then(
        () => window.talknotesGlances,
        // Not kept: next time there may be a connection.
        () => { files.delete(name); return null; },
      ));
    }
    return files.get(name);
  };

  const find = async (link) => {
    const place = new URL(link.href);
    const page = place.pathname.replace(/\/$/, "/index.html");
    if (!page.endsWith(".html")) return null;
    const root = new URL(window.talkNotes.root, location.href).pathname;
    if (!page.startsWith(root)) return null;
    const data = await load(decodeURI(page.slice(root.length)).replace(/\.html$/, ".glances.js"));
    const id = decodeURIComponent(place.hash.slice(1));
    const glance = data?.glances.find((one) => one.ids.includes(id));
    return glance && { ...glance, entry: data.labels.entry };
  };

  // -- The card --

  const part = (tag, name, text, language) => {
    const element = document.createElement(tag);
    element.className = `glance-${name}`;
    element.textContent = text;
    if (language) element.lang = language;
    return element;
  };

  const place = () => {
    // A link can be broken over two lines: its first one counts.
    const line = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const right = clientWidth - card.offsetWidth - EDGE;
    const whole = shown.getBoundingClientRect();
    const below = whole.bottom + EDGE / 2;
    const above = line.top - card.offsetHeight - EDGE / 2;
    const fits = below + card.offsetHeight <= clientHeight - EDGE || above < EDGE;
    card.style.left = `${Math.max(EDGE, Math.min(line.left, right)) + scrollX}px`;
    card.style.top = `${(fits ? below : above) + scrollY}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    asked = null;
    if (!shown) return;
    const inside = card.contains(document.activeElement);
    const link = shown;
    shown = null;
    link.removeAttribute("aria-describedby");
    card.hidePopover();
    card.remove();
    if (inside) link.focus();
  };

  const open = (link, glance, byTap) => {
    hide();
    shown = link;
    tapped = byTap;
    card.lang = document.documentElement.lang;
    card.replaceChildren(
      part("span", "name", glance.name, glance.nameLanguage), " ",
      part("span", "text", glance.text, glance.textLanguage),
    );
    if (glance.talks) card.append(" ", part("span", "talks", glance.talks));
    if (byTap) {
      // A tooltip must hold nothing to press; and with a finger nothing announces one.
      card.setAttribute("role", "status");
      const way = part("a", "entry", glance.entry);
      way.href = link.href;
      way.addEventListener("click", hide);
      card.append(" ", way);
    } else {
      card.setAttribute("role", "tooltip");
      link.setAttribute("aria-describedby", card.id);
    }
    // Behind the link, where the keyboard and a screen reader come to it next.
    link.after(card);
    card.showPopover();
    place();
  };

  const show = async (link) => {
    asked = link;
    const glance = await find(link);
    if (asked !== link || !glance) return;
    asked = null;
    open(link, glance, false);
  };

  // -- Pointer and keyboard: the card is there as long as either is on the link or on the card --

  const linkOf = (event) => event.target instanceof Element ? event.target.closest(LINKS) : null;
  const isHeld = () => shown.matches(":hover, :focus-visible") || card.matches(":hover, :focus-within");

  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (shown && !tapped && !isHeld()) hide(); }, BEFORE_HIDING);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || card.contains(event.target)) return;
    const link = linkOf(event);
    if (link && (link === shown || link === dismissed)) return;
    if (!link) {
      dismissed = null;
      asked = null;
      settle();
      return;
    }
    dismissed = null;
    clearTimeout(timer);
    timer = setTimeout(() => show(link), BEFORE_SHOWING);
  });

  document.documentElement.addEventListener("pointerleave", settle);

  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link && link !== shown && link !== dismissed && link.matches(":focus-visible")) {
      clearTimeout(timer);
      show(link);
    }
  });

  document.addEventListener("focusout", (event) => {
    if (linkOf(event) === dismissed) dismissed = null;
    asked = null;
    settle();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !(shown || asked)) return;
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
  document.addEventListener("pointerup", (event) => {
    if (event.pointerType === "touch" && shown && !card.contains(event.target) && !shown.contains(event.target)) hide();
  });

  document.addEventListener("click", async (event) => {
    const link = linkOf(event);
    const finger = touch;
    touch = false;
    if (!link || event.defaultPrevented || card.contains(event.target)) return;
    if (!finger || link === shown || link === asked) {
      dismissed = link;
      hide();
      return;
    }
    event.preventDefault();
    hide();
    asked = link;
    const late = new Promise((resolve) => { setTimeout(resolve, LONGEST_WAIT); });
    const glance = await Promise.race([find(link), late]);
    if (asked !== link) return;
    asked = null;
    if (glance) open(link, glance, true);
    else location.assign(link.href);
  });

  window.addEventListener("resize", () => { if (shown) place(); });
  // A reader who comes back finds the page as it is without a card.
  window.addEventListener("pagehide", hide);
})();
