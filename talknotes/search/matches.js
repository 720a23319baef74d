// Where the words of a query stand: what the files of the search hold, and what is found in them.
// talknotes/search/postings.py says what their lines mean.
"use strict";

// -- Files: scripts, which a browser loads from disk as well --

const waiting = new Map();
const take = (name, content) => waiting.set(name, content);

const load = window.talkNotes.once(async (name) => {
  await window.talkNotes.attach(`${window.talkNotes.root}_static/search/${name}.js?v=${index.version}`);
  return waiting.get(name);
});

// -- The index --

const records = [];
const sections = []; // number → record
const phrases = []; // number → { record, field, section }
let index;

const prepare = () => {
  if (index) return;
  index = waiting.get("index");
  useRules(index.rules);
  for (const line of index.records) {
    const [kind, page, anchor, title, meta = [], ids = "", names = [], people = [], mentions = 0] = line;
    const first = sections.length;
    const record = {
      kind, anchor, title, meta, first, mentions, names,
      page: page + index.suffix,
      address: page + index.suffix + (anchor && `#${anchor}`),
      anchors: [anchor, ...ids.split(" ").filter(Boolean)],
    };
    const note = (field, section = first) => phrases.push({ record, field, section });
    [title, ...names].forEach(() => note("name"));
    people.forEach(() => note("person"));
    note("meta");
    record.anchors.forEach((_, place) => {
      for (let said = 0; place && said < index.headings; said++) note("heading", first + place);
      sections.push(record);
    });
    records.push(record);
  }
};

// The piece of a list of pieces, marked by what each begins with, that holds `wanted`.
const pieceOf = (starts, wanted) => Math.max(0, starts.findLastIndex((one) => one <= wanted));

// What is known of a term: where it stands, and what else readers take for it.
const parsed = (text) => {
  const [places, kin, same] = text.split("|");
  const [named, said] = places.split(";");
  const list = (one, by) => (one ? one.split(by) : []);
  return { named: list(named, ","), said: list(said, ","), kin: list(kin, " "), same: list(same, ",") };
};
const line = async (term) => {
  const piece = await load(`words-${pieceOf(index.words, term)}`);
  return parsed(Object.hasOwn(piece, term) ? piece[term] : "");
};

// All that begins with `start`: pairs of a term and its line.
const linesFrom = async (start) => {
  const [from, to] = [pieceOf(index.words, start), pieceOf(index.words, `${start}\uffff`)];
  const pieces = await Promise.all(
    index.words.slice(from, to + 1).map((_, place) => load(`words-${from + place}`)),
  );
  return pieces.flatMap((piece) => {
    const terms = Object.keys(piece).filter((term) => term.startsWith(start) && !term.includes(" "));
    return terms.map((term) => [term, piece[term]]);
  });
};

// -- Matches --

const sum = (list) => list.reduce((all, one) => all + Number(one), 0);

// Where a word stands: phrase → [quality, width], section → [quality, places]; `marks` are the
// terms that were found.
class Match {
  phrases = new Map();
  places = new Map();
  marks = new Set();

  get empty() {
    return !this.phrases.size && !this.places.size;
  }

  get records() {
    const named = [...this.phrases.keys()].map((number) => phrases[number].record);
    return new Set([...named, ...[...this.places.keys()].map((number) => sections[number])]);
  }

  put(kind, number, quality, what) {
    if (quality > (this[kind].get(number)?.[0] ?? 0)) this[kind].set(number, [quality, what]);
  }

  // Take what stands in the line of `term`; `part` is how much of it was typed.
  read(term, { named, said }, quality, part = 1) {
    const each = (list, mark, add) => {
      let number = 0;
      for (const one of list) {
        const [step, what] = one.split(mark);
        number += parseInt(step, 36);
        add(number, what);
      }
      if (list.length) this.marks.add(term);
    };
    each(named, "*", (number, width = 1) => this.put("phrases", number, quality, width * part));
    each(said, ":", (number, places) => this.put("places", number, quality, places));
  }

  // Take what was found of `other`. `part` is how much it counts where this was found already and
  // the other is no whole name, and `share` what part of its words is this one.
  take(other, part = 1, share = 1) {
    const counted = this.empty ? 1 : part;
    other.phrases.forEach(([quality, width], number) => {
      const isAll = width >= widthOf(number) && phrases[number].field === "name";
      this.put("phrases", number, quality * (isAll ? 1 : counted), width * share);
    });
    other.places.forEach(([quality, what], number) => this.put("places", number, quality * counted, what));
    other.marks.forEach((term) => this.marks.add(term));
  }
}

// How many words a phrase has.
const widthOf = (number) => parseInt(index.widths[number], 36) || 1;

// The places in a section, which its line has as steps.
const placesOf = (text) => {
  let place = 0;
  return text.split(".").map((step) => (place += parseInt(step, 36)));
};

// Where all `some` terms stand in one phrase, or near each other in one section.
const NEAR = 4;
const together = async (some, quality) => {
  const found = new Match();
  const [first, ...others] = await Promise.all(
    some.map(async (term) => {
      const match = new Match();
      match.read(term, await line(term), quality);
      match.marks.forEach((one) => found.marks.add(one));
      return match;
    }),
  );
  const inAll = (kind, number) => {
    const all = [first, ...others].map((one) => one[kind].get(number)?.[1]);
    return all.includes(undefined) ? undefined : all;
  };
  for (const number of first.phrases.keys()) {
    const widths = inAll("phrases", number);
    if (widths) found.put("phrases", number, quality, sum(widths));
  }
  for (const number of first.places.keys()) {
    const [own, ...next] = (inAll("places", number) ?? []).map(placesOf);
    const near = own?.find((at) => next.every((all) => all.some((one) => Math.abs(one - at) <= NEAR)));
    if (near !== undefined) found.put("places", number, quality, near.toString(36));
  }
  return found;
};

// Where `word` stands, in any form.
const whole = async (word, quality = 1) => {
  const match = new Match();
  const add = async (term, part) => {
    const found = await line(term);
    match.read(term, found, quality * part);
    return found;
  };
  for (const term of wholes(word)) {
    for (const other of (await add(term, 1)).kin) await add(other, 0.85);
  }
  const pieces = parts(word);
  // 400x: "400 times" is better than any other 400. 3D-график: "график 3D" will do.
  if (pieces.length === 1) await add(pieces[0], 0.5);
  else if (pieces.length && !pieces.some(isStopped)) {
    match.take(await together(pieces.map(stem), quality * 0.9));
  }
  return match;
};

// Where words stand that begin with `start`; a beginning of few letters begins names alone.
const begun = async (start, quality = 1) => {
  const match = new Match();
  if (start.length < 2 || isStopped(start)) return match;
  for (const [term, text] of await linesFrom(start)) {
    const { named, said } = parsed(text);
    match.read(term, { named, said: [] }, 0.6 * quality, start.length / term.length);
    if (start.length > 3) match.read(term, { named: [], said }, 0.35 * quality);
  }
  return match;
};

// `last` is the word that the reader may still be typing.
const direct = async (word, last) => {
  const match = isStopped(word) ? new Match() : await whole(word);
  if (last) match.take(await begun(word, match.empty ? 1 : 0.4));
  return match;
};
