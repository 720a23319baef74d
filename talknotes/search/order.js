// In which order readers get what was found: how well a record answers a query.
"use strict";

// How much a word of a phrase counts, and how much of it that the phrase has other words as well.
const FIELDS = {
  name: [1, 0.5], person: [1, 0.2], heading: [0.58, 0.35], meta: [0.2, 0.1],
};
// How much a kind of record counts: by its texts, and by its names.
const KINDS = {
  tool: [1.2, 0.95], talk: [1, 0.95], conference: [0.9, 1], topic: [0.5, 0.75],
  guide: [0.8, 1.15], glossary: [0.4, 1], speaker: [0.5, 0.6], page: [0.4, 1.1],
};
// How much more some count where a question is asked, of several words.
const ASKED = { guide: 1.4, tool: 0.8 };
const WEIGHTS = {
  names: 12, // all words in names
  text: 6, // all of them in one text
  exact: 5, // a name says nothing else
  beside: 0.45, // two words side by side
  others: 0.12, // other sections than the best
  fame: 0.15, // talks that name it
  often: 0.45, // a word that stands once in a text counts less than one that stands often
  length: 150, // words of a section that is long
  missing: 0.7, // words that a record has not, to its texts
  apart: 0.7, // words that stand elsewhere in the record
  unnamed: 0.4, // words that a record has not, to its names
  lead: 0.85, // the first section, which says what all is about
  enough: 0.35, // the part of what a query says that is an answer, where others have all of it
};

// How much finding a word tells: the more, the fewer records have it.
const telling = (match) =>
  Math.log(1 + records.length / Math.max(1, match.records.size)) / Math.log(1 + records.length);

// How near the places in `after` stand to those in `before`: 1 side by side, in this order.
const FAR_APART = 0.15;
const nearness = (before, after) => {
  const near = (far) => (far > 0 ? 1 / far : 1 / (2 - far));
  const best = Math.max(...before.flatMap((one) => after.map((other) => near(other - one))));
  return best < FAR_APART ? 0 : best;
};

// What was found of `units`, { match, worth }, in each record: words by phrases, and by sections.
const collect = (units) => {
  const found = new Map();
  const of = (record) => {
    if (!found.has(record)) found.set(record, { phrases: new Map(), sections: new Map() });
    return found.get(record);
  };
  const put = (map, number, place, value) => {
    if (!map.has(number)) map.set(number, []);
    map.get(number)[place] = value;
  };
  units.forEach(({ match }, place) => {
    for (const [number, one] of match.phrases) put(of(phrases[number].record).phrases, number, place, one);
    for (const [number, one] of match.places) put(of(sections[number]).sections, number, place, one);
  });
  return found;
};

// How well the names of a record answer: for each unit the best, and whether a name says just that.
const byNames = (units, found) => {
  const heads = units.map(() => 0);
  const headings = new Map();
  let exact = 0;
  let complete = false; // whether a name is said in the query, whatever else is
  for (const [number, hits] of found.phrases) {
    const { field, section } = phrases[number];
    const [weight, least] = FIELDS[field];
    const covered = Math.min(1, sum(hits.filter(Boolean).map(([, one]) => one)) / widthOf(number));
    const into = field === "heading" ? headings.get(section) ?? units.map(() => 0) : heads;
    if (field === "heading") headings.set(section, into);
    hits.forEach(([quality], place) => {
      into[place] = Math.max(into[place], weight * quality * covered ** least);
    });
    if (covered < 0.99 || field === "meta" || field === "heading") continue;
    complete = true;
    if (units.every((_, place) => hits[place])) {
      exact = Math.max(exact, Math.min(...hits.map(([quality]) => quality)));
    }
  }
  return { heads, headings, exact, complete };
};

// How well one section answers: [score, its units].
const bySection = (units, number, hits, heading) => {
  const length = parseInt(index.lengths[number], 36) ** 2 || 1;
  const parts = units.map(({ worth }, place) => {
    const [quality, text] = hits[place] ?? [0, ""];
    const count = text ? text.split(".").length : 0;
    const said = (quality * count) / (count + WEIGHTS.often + length / WEIGHTS.length);
    return worth * Math.max(said, heading?.[place] ?? 0);
  });
  let score = sum(parts);
  for (let place = 1; place < units.length; place++) {
    const [one, other] = [hits[place - 1], hits[place]];
    if (!one || !other) continue;
    const near = nearness(placesOf(one[1]), placesOf(other[1]));
    score += WEIGHTS.beside * near * Math.min(one[0], other[0]) * Math.min(units[place - 1].worth, units[place].worth);
  }
  return [score, parts];
};

const rate = (units, record, found) => {
  const worth = sum(units.map((unit) => unit.worth));
  const share = (parts) => sum(units.map((unit, place) => unit.worth * parts[place])) / worth;
  const { heads, headings, exact, complete } = byNames(units, found);
  let [best, most, parts] = [record.first, 0, []];
  let others = 0;
  const has = heads.map(Boolean);
  for (const number of new Set([...found.sections.keys(), ...headings.keys()])) {
    const [score, own] = bySection(units, number, found.sections.get(number) ?? [], headings.get(number));
    own.forEach((one, place) => (has[place] ||= one > 0));
    others += score;
    const counted = number === record.first ? score * WEIGHTS.lead : score;
    if (counted > most) [best, most, parts] = [number, counted, own];
  }
  const all = share(has.map(Number));
  const here = share(heads.map((one, place) => Number(one > 0 || parts[place] > 0))); // under one title
  const [ofText, ofName] = KINDS[record.kind];
  const text = (WEIGHTS.text * (most + WEIGHTS.others * Math.min(others - most, most))) / worth;
  const fame = WEIGHTS.fame * Math.log(1 + record.mentions) * Math.max(...heads);
  const score =
    text * ofText * all ** WEIGHTS.missing * here ** WEIGHTS.apart +
    (WEIGHTS.names * share(heads) + WEIGHTS.exact * exact + fame) * ofName * all ** WEIGHTS.unnamed;
  // python 3.9 is not any Python
  const numbers = units.every(({ word }, place) => has[place] || !/\p{Nd}/u.test(word));
  const enough = all >= WEIGHTS.enough || (complete && record.kind !== "talk");
  const matched = has.filter(Boolean).length;
  return { record, score, exact, section: best, matched, answers: numbers && enough };
};
