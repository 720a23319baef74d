// What the search does without a page: matches, order, passages. It comes with the index, which
// talknotes/search/ writes; postings.py says what its lines mean.
"use strict";
window.TalkNotesSearch = (() => {
  const words = window.TalkNotesWords;
  const { fold, split, isStopped, parts, stem, wholes, terms, key, relaid, sound } = words;

  // -- Files: scripts, which a browser loads from disk as well --

  const loading = new Map();
  const waiting = new Map();
  const take = (name, content) => waiting.set(name, content);

  const load = (name) => {
    if (!loading.has(name)) {
      const { attach, root } = window.talkNotes;
      const file = attach(`${root}_static/search/${name}.js?v=${index.version}`);
      const promise = file.then(() => waiting.get(name));
      promise.catch(() => loading.delete(name)); // so that the next search tries again
      loading.set(name, promise);
    }
    return loading.get(name);
  };

  // -- The index --

  const records = [];
  const sections = []; // number → record
  const phrases = []; // number → { record, field, section }
  let index;

  const prepare = () => {
    if (index) return;
    index = waiting.get("index");
    words.use(index.rules);
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

  // The piece of a list of pieces, told by what each begins with, that holds `wanted`.
  const pieceOf = (starts, wanted) => Math.max(0, starts.findLastIndex((one) => one <= wanted));

  // What is known of a term: where it stands, and what else readers take for it.
  const parsed = (text) => {
    const [places, kin, same] = text.split("|");
    const [named, told] = places.split(";");
    const list = (one, by) => (one ? one.split(by) : []);
    return { named: list(named, ","), told: list(told, ","), kin: list(kin, " "), same: list(same, ",") };
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
    return pieces.flatMap(Object.entries).filter(([term]) => term.startsWith(start) && !term.includes(" "));
  };

  // -- Matches --

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
    read(term, { named, told }, quality, part = 1) {
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
      each(told, ":", (number, places) => this.put("places", number, quality, places));
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
      const { named, told } = parsed(text);
      match.read(term, { named, told: [] }, 0.6 * quality, start.length / term.length);
      if (start.length > 3) match.read(term, { named: [], told }, 0.35 * quality);
    }
    return match;
  };

  // `last` is the word that the reader may still be typing.
  const direct = async (word, last) => {
    const match = isStopped(word) ? new Match() : await whole(word);
    if (last) match.take(await begun(word, match.empty ? 1 : 0.4));
    return match;
  };

  // -- What else a reader may mean --

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
    if (!near.length) near = words.similar(word, names, last);
    if (!near.length && word.length > 4) {
      const known = await linesFrom(word.slice(0, 2));
      near = words.similar(stem(word), known.map(([term]) => term));
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
  const says = async (text) => {
    const telling = split(text).filter((word) => !isStopped(word));
    if (telling.length !== 1 || telling[0].length > 1) return telling.length > 0;
    const named = [...(await whole(telling[0])).phrases.keys()];
    return named.some((one) => index.widths[one] === "1" && phrases[one].field === "name");
  };

  // A word that hardly a text has may be a name mistyped, as it sounds: pandsa.
  const FEW = 3;
  const addNear = async (unit) => {
    const isNamed = [...unit.match.phrases.keys()].some((number) => phrases[number].field !== "heading");
    if (isNamed || unit.match.records.size > FEW) return;
    const [tools] = await namesOf();
    const near = words.similar(unit.word, tools);
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
    for (const other of relaid(typed)) {
      const again = (await says(other)) ? await read(other) : [];
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

  // -- Order --

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

  const sum = (list) => list.reduce((all, one) => all + Number(one), 0);

  // How much finding a word tells: the more, the fewer records have it.
  const telling = (match) =>
    Math.log(1 + records.length / Math.max(1, match.records.size)) / Math.log(1 + records.length);

  // How near `after` stands to `before`, two lists of places: 1 side by side, in this order.
  const nearness = (before, after) => {
    let best = 0;
    for (const one of before) {
      for (const other of after) {
        const far = other - one;
        best = Math.max(best, far > 0 ? 1 / far : 1 / (2 - far));
      }
    }
    return best < 0.15 ? 0 : best;
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
      const all = units.every((_, place) => hits[place]);
      if (covered < 0.99 || field === "meta" || field === "heading") continue;
      complete = true;
      if (all) {
        exact = Math.max(exact, weight * Math.min(...hits.map(([quality]) => quality)));
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
      const told = (quality * count) / (count + WEIGHTS.often + length / WEIGHTS.length);
      return worth * Math.max(told, heading?.[place] ?? 0);
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
    const all = sum(units.map(({ worth }) => worth));
    const { heads, headings, exact, complete } = byNames(units, found);
    const named = sum(heads.map((one, place) => one * units[place].worth)) / all;
    let [best, most, parts] = [record.first, 0, units.map(() => 0)];
    let others = 0;
    const has = heads.map(Boolean);
    for (const number of new Set([...found.sections.keys(), ...headings.keys()])) {
      const hits = found.sections.get(number) ?? [];
      const [score, own] = bySection(units, number, hits, headings.get(number));
      own.forEach((one, place) => (has[place] ||= one > 0));
      others += score;
      const counted = number === record.first ? score * WEIGHTS.lead : score;
      if (counted > most) [best, most, parts] = [number, counted, own];
    }
    const share = (of) => sum(units.map(({ worth }, place) => (of(place) ? worth : 0))) / all;
    const found_ = share((place) => has[place]);
    const here = share((place) => heads[place] || parts[place]); // in one place, under one title
    const [ofText, ofName] = KINDS[record.kind];
    const text = (WEIGHTS.text * (most + WEIGHTS.others * Math.min(others - most, most))) / all;
    const fame = WEIGHTS.fame * Math.log(1 + record.mentions) * Math.max(...heads);
    const score =
      text * ofText * found_ ** WEIGHTS.missing * here ** WEIGHTS.apart +
      (WEIGHTS.names * named + WEIGHTS.exact * exact + fame) * ofName * found_ ** WEIGHTS.unnamed;
    const numbers = units.every(({ word }, place) => has[place] || !/\p{Nd}/u.test(word)); // python 3.9 is not any Python
    return {
      record, score, exact, section: best, matched: has.filter(Boolean).length,
      answers: numbers && (found_ >= WEIGHTS.enough || (complete && record.kind !== "talk")),
    };
  };

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
  const instead = async (some) => {
    const [tools] = await namesOf();
    const far = (one) => Math.min(...some.map((word) => words.apart(word, one)));
    const near = tools.filter((one) => one.length > 2).map((one) => [far(one), one]);
    near.sort(([a], [b]) => a - b);
    return {
      near: near.filter(([part]) => part <= 0.4).slice(0, NEAREST).map(([, one]) => one),
      topics: records.filter(({ kind }) => kind === "topic"),
      lists: index.lists.flatMap((page) => records.filter((one) => one.page === page && !one.anchor)),
    };
  };

  // -- Passages --

  // Cut `text` into pairs [text, whether it was found].
  const marked = (text, finds) => {
    const pairs = [];
    let end = 0;
    for (const { 0: word, index: start } of words.matches(text)) {
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
    const found = words.matches(text).filter(([word]) => finds(fold(word)));
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

  return { ...words, take, prepare, search, quote, marked };
})();
