// What the search does without a page: what a reader means, what answers it, what is quoted.
"use strict";

// -- What else a reader may mean --

// What is long is done in steps: between them the browser shows what the reader types.
const step = () => new Promise((go) => setTimeout(go));

// The words of names: of tools, and others.
const namesOf = async () => (await load("names")).map((some) => some.split(" "));

const sameAs = async (some) => (await line(key(some))).same.map((one) => one.split(" "));

// Let `match` take what stands for `others`, phrases that mean the same.
const SAME = 0.8;
const ALSO = 0.4;
const withSame = async (match, others, share) => {
  const found = new Match();
  for (const phrase of others) found.take(await together(phrase, SAME));
  match.take(found, ALSO, share);
  return match;
};

// Units of a query are { word, match }, with `read` where the word was not found as it stands.
const asAny = async (near) => {
  const match = new Match();
  for (const one of near) match.take(await withSame(await whole(one, 0.7), await sameAs([one])));
  return { word: near[0], match, read: near.slice(0, 3).join(", ") };
};

// Where words stand that have the longest beginning in common with `word`: типизация, типизированный.
const derived = async (word) => {
  for (let length = word.length - 1; length >= Math.max(5, word.length * 0.55); length--) {
    const match = await begun(word.slice(0, length), 0.8);
    if (!match.empty) return match;
  }
  return new Match();
};

// What `word`, which stands nowhere, may be meant for, as units: a name mistyped, or as it sounds,
// on the wrong keys as well (gfylfc, пандас, pandas); another word mistyped; its parts.
const mend = async (word, last) => {
  const names = (await namesOf()).flat();
  const onOtherKeys = relaid(word).filter((one) => one.length > 2).map(sound);
  let near = names.filter((one) => onOtherKeys.includes(sound(one)));
  await step();
  if (!near.length) near = similar(word, names, last);
  await step();
  if (!near.length && word.length > 4) {
    const known = await linesFrom(word.slice(0, 2));
    near = similar(stem(word), known.map(([term]) => term));
  }
  if (near.length) return [await asAny(near)];
  const pieces = parts(word);
  if (pieces.length < 2) return [{ word, match: await derived(word) }];
  return (await Promise.all(pieces.map((piece) => resolve(piece, last)))).flat();
};

// Whether all that tells something was found; words like "the" are in every text.
const isComplete = (units) =>
  units.some(({ match }) => !match.empty) &&
  units.every(({ word, match }) => !match.empty || isStopped(word));

// Whether a reading of wrong keys is worth a try: a letter or a word like "the" is in every text.
const says = (text) => split(text).some((word) => !isStopped(word) && word.length > 1);

// A word that hardly a text has may be a name mistyped, as it sounds: pandsa.
const FEW = 3;
const addNear = async (unit) => {
  const isNamed = [...unit.match.phrases.keys()].some((number) => phrases[number].field !== "heading");
  if (isNamed || unit.match.records.size > FEW) return;
  const [tools] = await namesOf();
  const near = similar(unit.word, tools);
  if (!near.length) return;
  const { match, word } = await asAny(near);
  unit.match.take(match);
  unit.word = word;
};

// The units of one piece of the query between blanks; `only` is whether it is the whole query.
const resolve = async (typed, last, only) => {
  const read = (text) =>
    Promise.all(split(text).map(async (word) => ({ word, match: await direct(word, last) })));
  const units = await read(typed);
  const silent = units.every(({ word }) => isStopped(word));
  if (only && units.length === 1 && isComplete(units)) await addNear(units[0]);
  if (isComplete(units) || (silent && !only)) return units;
  load("names").catch(() => {}); // `mend` needs them next: they come meanwhile
  for (const other of relaid(typed)) {
    const again = says(other) ? await read(other) : [];
    if (!isComplete(again)) continue;
    for (const { word, match } of again) await withSame(match, await sameAs([word]));
    return again.map((unit) => ({ ...unit, read: unit.word }));
  }
  const mended = units.map((unit) =>
    unit.match.empty && !isStopped(unit.word) ? mend(unit.word, last) : [unit],
  );
  return (await Promise.all(mended)).flat();
};

// The other phrases that mean the same as pieces of the query, for each of `typed`, the longest
// piece counts; among them neighbours written as one word: tensor flow.
const MOST_WORDS = 4;
const meanings = async (typed) => {
  const found = typed.map(() => ({ others: [] }));
  for (let first = 0; first < typed.length; first++) {
    for (let count = Math.min(MOST_WORDS, typed.length - first); count; count--) {
      const pieces = typed.slice(first, first + count);
      const span = split(pieces.join(" "));
      if (!span.length || isStopped(span[0]) || isStopped(span.at(-1))) continue;
      const others = await sameAs(span);
      const joined = stem(fold(pieces.join("")));
      if (count > 1 && (await line(joined)).named.length) others.push([joined]);
      if (!others.length) continue;
      found.fill({ others, share: 1 / count }, first, first + count);
      first += count - 1;
      break;
    }
  }
  return found;
};

// The units of a query, typed in pieces without blanks; `open` is whether the last of them may still
// be typed.
const understand = async (typed, open) => {
  const meant = await meanings(typed);
  const all = typed.map(async (piece, place) => {
    const units = await resolve(piece, open && place === typed.length - 1, typed.length === 1);
    const { others, share } = meant[place];
    for (const { match } of units) await withSame(match, others, share);
    return units;
  });
  return (await Promise.all(all)).flat();
};

// -- Search --

// Search for `query`. The answer: `results`, best first; `partial`, whether no page has all the
// words; `read`, how the query was understood where it was not found as it stands;
// `instead`, where nothing was.
const search = async (query) => {
  prepare();
  const typed = query.normalize("NFC").split(/\s+/).filter(Boolean);
  const all = await understand(typed, !/\s$/.test(query));
  const units = all.filter(({ word, match }) => !isStopped(word) || !match.empty);
  units.forEach((unit) => (unit.worth = telling(unit.match)));
  const rated = [...collect(units)].map(([record, found]) => rate(units, record, found));
  const most = Math.max(0, ...rated.map(({ matched }) => matched));
  if ((all.length > units.length || units.length > 2) && !rated.some(({ exact }) => exact)) {
    rated.forEach((one) => (one.score *= ASKED[one.record.kind] ?? 1));
  }
  const results = rated
    .filter(({ matched, answers }) => matched === most || answers)
    .sort((a, b) => b.score - a.score || a.record.first - b.record.first);
  const marks = new Set(units.flatMap(({ match }) => [...match.marks]));
  const own = new Set(units.map(({ word }) => stem(word)));
  const said = (text) => new Set(split(text).map(stem).filter((one) => own.has(one))).size;
  const shown = ({ record, section, score }) => {
    const anchor = record.anchors[section - record.first];
    return {
      ...record, section, score,
      address: record.page + (anchor && `#${anchor}`),
      // The other name that it was found by, in whatever language.
      get alias() {
        return record.names.find((name) => said(name) > said(record.title)) ?? "";
      },
    };
  };
  return {
    results: results.map(shown),
    partial: results.length > 0 && most < units.length,
    read: results.length && all.some(({ read }) => read) ? all.map(({ read, word }) => read ?? word).join(" ") : "",
    instead: results.length ? undefined : await instead(split(query)),
    finds: (word) => terms(word).some((term) => marks.has(term)),
  };
};

// What to offer where nothing was found: the names nearest to `some`, topics, and all lists.
const NEAREST = 6;
const PART = 0.4; // of a word that differs from what was typed
const instead = async (some) => {
  const [tools] = await namesOf();
  await step();
  const far = (one) => Math.min(...some.map((word) => apart(word, one, PART)));
  const near = tools.filter((one) => one.length > 2).map((one) => [far(one), one]);
  near.sort(([a], [b]) => a - b);
  await step(); // what is shown is laid out at once
  return {
    near: near.filter(([part]) => part <= PART).slice(0, NEAREST).map(([, one]) => one),
    topics: records.filter(({ kind }) => kind === "topic"),
    lists: index.lists.flatMap((page) => records.filter((one) => one.page === page && !one.anchor)),
  };
};

// -- Passages --

// Cut `text` into pairs [text, whether it was found].
const marked = (text, finds) => {
  const pairs = [];
  let end = 0;
  for (const { 0: word, index: start } of wordsIn(text)) {
    if (!finds(fold(word))) continue;
    pairs.push([text.slice(end, start), false], [word, true]);
    end = start + word.length;
  }
  return [...pairs, [text.slice(end), false]].filter(([part]) => part);
};

// The part of `text` where most of the found words stand, as pairs. Where lines are short, more
// results count for more than longer passages.
const excerpt = (text, finds) => {
  const size = matchMedia("(max-width: 46em)").matches ? 120 : 210;
  const found = wordsIn(text).filter(([word]) => finds(fold(word)));
  const distinct = ({ index: start }) => {
    const near = found.filter((one) => one.index >= start && one.index < start + size * 0.7);
    return new Set(near.map(([word]) => stem(fold(word)))).size;
  };
  const counts = found.map(distinct);
  let start = found[counts.indexOf(Math.max(...counts))]?.index ?? 0;
  if (text.length > size) start = Math.min(start, Math.max(0, text.length - size * 0.8));
  let from = start < 60 ? 0 : text.lastIndexOf(" ", start - 40) + 1;
  const sentence = text.slice(from, start).search(/[.!?…] (?=\S)/);
  if (from && sentence >= 0) from += sentence + 2;
  let to = text.length > from + size ? text.lastIndexOf(" ", from + size) : text.length;
  if (to <= from) to = Math.min(text.length, from + size);
  return marked(`${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`, finds);
};

// The heading where `result` was found, and a quotation, as pairs [text, whether it was found].
const quote = async ({ section }, finds) => {
  const piece = pieceOf(index.texts, section);
  const texts = await load(`texts-${piece}`);
  const [heading, text] = texts[section - index.texts[piece]];
  return { heading: marked(heading, finds), text: excerpt(text, finds) };
};

window.TalkNotesSearch = { take, search, quote, marked, fold, split, terms };
