// What the search does without a page: words, matches, order, passages. It is loaded with the first
// search, by search.js. talknotes/search/ writes what it reads: the index, and the rules of words.
"use strict";
window.TalkNotesSearch = (() => {
  // -- Words: by the rules of talknotes/search/words.py --

  const LETTERS = /^\p{L}+$/u;
  let rules; // as the index brings them, with `patterns` compiled
  let stemmers = []; // [script, stemmer, what makes two spellings one]
  let stopped = new Set();
  const stems = new Map();
  const heardAs = new Map();

  const replacing = (pairs, flags) => {
    const made = pairs.map(([pattern, other]) => [new RegExp(pattern, flags), other]);
    return (word) => made.reduce((text, [pattern, other]) => text.replace(pattern, other), word);
  };

  const useRules = (given) => {
    const compiled = Object.entries(given.patterns).map(([name, one]) => [name, new RegExp(one, "gu")]);
    rules = { ...given, ...Object.fromEntries(compiled), heard: replacing(given.alike, "g") };
    stopped = new Set(given.stop.split(" "));
    stemmers = Object.entries(given.stemmers).map(([code, name]) => [
      new RegExp(`^\\p{Script=${code}}+$`, "u"),
      new window[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`](),
      replacing(given.spellings[name]),
    ]);
    stems.clear();
    heardAs.clear();
  };

  const exchanged = (text, table) => [...text].map((letter) => table[letter] ?? letter).join("");

  const fold = (text) => {
    const plain = text.replace(rules.ignored, "").toLowerCase().normalize("NFD");
    return exchanged(plain.replace(rules.accents, "").normalize("NFC"), rules.letters);
  };

  const split = (text) => fold(text).match(rules.word) ?? [];

  const parts = (word) => {
    const number = word.replace(rules.times, "$1");
    const found = number === word ? word.split(rules.between).filter(Boolean) : [number, ""];
    return found.length > 1 ? found.filter(Boolean) : [];
  };

  const stem = (word) => {
    if (!stems.has(word)) {
      const last = parts(word).at(-1);
      const known = LETTERS.test(word) && stemmers.find(([script]) => script.test(word));
      if (last && word.endsWith(last)) stems.set(word, word.slice(0, -last.length) + stem(last));
      else stems.set(word, known ? known[1].stemWord(known[2](word)) : word);
    }
    return stems.get(word);
  };

  // A name without its signs: scikitlearn. Of a number, 3.8, that would be another one.
  const joint = (pieces) =>
    pieces.length > 1 && !pieces.every((one) => /^\p{Nd}+$/u.test(one))
      ? [pieces.slice(0, -1).join("") + stem(pieces.at(-1))]
      : [];

  const terms = (word) => {
    const pieces = parts(word);
    return [...new Set([stem(word), ...pieces.map(stem), ...joint(pieces)])];
  };

  // What two names are compared by that are said to be the same: scikit-learn, scikit learn.
  const key = (words) => {
    const telling = words.filter((word) => !stopped.has(word));
    const counted = telling.length ? telling : words;
    return counted.flatMap((word) => (parts(word).length ? parts(word) : [word])).map(stem);
  };

  // -- Mistakes of typing --

  // The same keys on the other keyboards of the site's languages.
  const relaid = (text) => {
    const small = text.toLowerCase();
    const keys = (typed, meant) =>
      Object.fromEntries([...typed].map((letter, place) => [letter, meant[place]]));
    const others = rules.layouts.flatMap((typed) =>
      rules.layouts.map((meant) => exchanged(small, keys(typed, meant))),
    );
    return [...new Set(others)].filter((other) => other !== small);
  };

  // How a name sounds, roughly: питон and python are "piton".
  const sound = (word) => {
    if (!heardAs.has(word)) heardAs.set(word, rules.heard(exchanged(word, rules.sounds)));
    return heardAs.get(word);
  };

  // How many letters differ, two that changed places counting as one; `limit` + 1 for "too many".
  const distance = (one, other, limit) => {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (turned) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > limit) return limit + 1;
      before = row;
      row = next;
    }
    return row[other.length];
  };

  // What a name is told by in the other alphabet: of its vowels readers are least sure.
  const bones = (heard) => heard[0] + heard.slice(1).replace(/[aeiou]/g, "");

  const allowed = (word) => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 9 ? 1 : 2);

  // -- Files: scripts, which a browser loads from disk as well --

  const loading = new Map();
  const waiting = new Map();
  let version = "";

  const script = async (name) => {
    const file = `_static/search/${name}.js`;
    // The list of addresses knows the index, and the index knows the version of its pieces.
    await (version
      ? window.talkNotes.attach(`${window.talkNotes.root}${file}?v=${version}`)
      : window.talkNotes.load(file));
    return waiting.get(name);
  };

  const load = (name) => {
    if (!loading.has(name)) {
      const promise = script(name);
      promise.catch(() => loading.delete(name)); // so that the next search tries again
      loading.set(name, promise);
    }
    return loading.get(name);
  };

  const take = (name, content) => waiting.set(name, content);

  // -- The index --

  // How much a match in a field counts. Titles of entries are names, those of talks are sentences.
  const WEIGHTS = { title: 6, name: 8, alias: 7, person: 8, heading: 3, meta: 1.5 };
  // How much a kind of page counts: by its texts, and by its names.
  const KINDS = {
    tool: [1.15, 1.15], talk: [1, 1], conference: [0.95, 0.95], topic: [0.8, 0.8],
    guide: [0.7, 1.1], glossary: [0.45, 1], speaker: [0.6, 0.6], page: [0.45, 0.9],
  };
  const NAMED = new Set(["tool", "speaker", "topic", "conference"]);
  // The part of what a query tells that is enough for an answer, where others have all of it.
  const ENOUGH = 0.65;
  const FEW = 3;
  const NEAREST = 6;
  // How much another word counts that means the same: where the word itself stands nowhere, and
  // where it is found.
  const SAME = 0.8;
  const ALSO = 0.15;

  let index;
  // Every word of titles, names and headings: word → [record, weight, section].
  const heads = new Map();
  // The same by the terms that find them: term → words.
  const headTerms = new Map();
  const records = [];
  const sections = []; // number → record
  // What means the same: key → the other phrases; those with "~" stand nowhere.
  const synonyms = new Map();

  const meansSame = (phrases) => {
    const keys = phrases.map((one) => key(split(one.replace("~", ""))).join(" "));
    keys.forEach((one, place) => {
      if (!synonyms.has(one)) synonyms.set(one, new Set());
      phrases.forEach((other, at) => {
        if (keys[at] !== one && !other.startsWith("~")) synonyms.get(one).add(other);
      });
    });
  };

  const note = (record, weight, section, text) => {
    for (const word of new Set(split(text))) {
      if (!heads.has(word)) {
        heads.set(word, []);
        for (const term of terms(word)) {
          if (!headTerms.has(term)) headTerms.set(term, []);
          headTerms.get(term).push(word);
        }
      }
      heads.get(word).push([record, weight, section]);
    }
  };

  const read = (content) => {
    index = content;
    for (const line of content.records) {
      const [kind, page, anchor, title, meta = [], headings = [], names = [], people = [], mentions = 0] = line;
      const first = sections.length;
      const record = {
        kind, anchor, title, meta, first, mentions, names,
        page: page + content.suffix,
        address: page + content.suffix + (anchor && `#${anchor}`),
        parts: [[anchor, ""], ...headings],
        keys: [title, ...names, ...people].map((name) => key(split(name))),
      };
      record.parts.forEach(() => sections.push(record));
      const own = NAMED.has(kind) ? WEIGHTS.name : WEIGHTS.title;
      note(record, own, first, title);
      names.forEach((name) => note(record, Math.min(own, WEIGHTS.alias), first, name));
      people.forEach((name) => note(record, WEIGHTS.person, first, name));
      note(record, WEIGHTS.meta, first, meta.join(" "));
      headings.forEach(([, text], place) => note(record, WEIGHTS.heading, first + 1 + place, text));
      records.push(record);
      if (names.length) meansSame([title, ...names]);
    }
    content.synonyms.split("\n").forEach((group) => meansSame(group.split("|")));
  };

  let prepared;
  const prepare = () => {
    prepared ??= (async () => {
      const content = await load("index");
      version = content.version; // of all other files
      useRules(content.rules);
      read(content);
    })();
    prepared.catch(() => (prepared = undefined));
    return prepared;
  };

  // The piece of a list of pieces, told by what each begins with, that holds `wanted`.
  const pieceOf = (starts, wanted) => {
    let piece = 0;
    while (piece + 1 < starts.length && starts[piece + 1] <= wanted) piece++;
    return piece;
  };

  const wordsFrom = async (first, last) => {
    if (!index.words.length) return [];
    const [from, to] = [pieceOf(index.words, first), pieceOf(index.words, last)];
    const numbers = Array.from({ length: to - from + 1 }, (_, place) => from + place);
    return Promise.all(numbers.map((number) => load(`words-${number}`)));
  };

  const line = async (term) => {
    const [piece] = await wordsFrom(term, term);
    const found = piece && Object.hasOwn(piece, term) ? piece[term] : "";
    const [places, kin = ""] = found.split("|");
    return { places: places ? places.split(",") : [], kin: kin ? kin.split(" ") : [] };
  };

  // -- Matches --

  // Where a word stands: record → { head, sections: number → score }; `marks` are the terms that
  // were found, `starts` what found words begin with.
  class Match {
    constructor() {
      this.records = new Map();
      this.marks = new Set();
      this.starts = new Set();
    }

    get empty() {
      return this.records.size === 0;
    }

    at(record) {
      if (!this.records.has(record)) this.records.set(record, { head: 0, sections: new Map(), headings: new Set() });
      return this.records.get(record);
    }

    addHead(word, quality) {
      for (const [record, weight, section] of heads.get(word) ?? []) {
        const place = this.at(record);
        if (weight !== WEIGHTS.heading) {
          place.head = Math.max(place.head, weight * quality);
        } else {
          this.addSection(section, weight * quality);
          place.headings.add(section);
        }
      }
    }

    addSection(section, score) {
      const place = this.at(sections[section]);
      place.sections.set(section, Math.max(place.sections.get(section) ?? 0, score));
    }

    addPlaces(places, quality) {
      const rare = Math.log(1 + sections.length / places.length) / Math.log(1 + sections.length);
      let section = 0;
      for (const one of places) {
        const [step, count = "1"] = one.split("*");
        section += parseInt(step, 36);
        this.addSection(section, (3 * quality * rare * count) / (+count + 1));
      }
    }

    // Where `other` stands as well, in the same section.
    with(other) {
      const both = new Match();
      for (const [record, place] of this.records) {
        const found = other.records.get(record);
        if (!found) continue;
        const head = Math.min(place.head, found.head);
        const shared = [...place.sections].filter(([section]) => found.sections.has(section));
        if (head) both.at(record).head = head;
        for (const [section, score] of shared) {
          both.at(record);
          both.addSection(section, Math.min(score, found.sections.get(section)));
        }
      }
      both.marks = new Set([...this.marks, ...other.marks]);
      return both;
    }

    take(other) {
      for (const [record, place] of other.records) {
        const own = this.at(record);
        own.head = Math.max(own.head, place.head);
        for (const [section, score] of place.sections) this.addSection(section, score);
        for (const section of place.headings) own.headings.add(section);
      }
      other.marks.forEach((term) => this.marks.add(term));
      other.starts.forEach((start) => this.starts.add(start));
    }
  }

  const addTerm = async (match, term, typed, quality) => {
    const { places, kin } = await line(term);
    for (const word of headTerms.get(term) ?? []) {
      match.addHead(word, quality * (word === typed ? 1 : 0.9));
      match.marks.add(term);
    }
    if (places.length) {
      match.addPlaces(places, quality);
      match.marks.add(term);
    }
    return kin;
  };

  // Where `word` stands, in any form.
  const whole = async (word, quality = 1) => {
    const match = new Match();
    const pieces = parts(word);
    for (const term of [stem(word), ...joint(pieces)]) {
      const kin = await addTerm(match, term, word, quality);
      for (const other of kin) await addTerm(match, other, word, quality * 0.85);
    }
    // 3D-график: "график 3D" will do.
    if (joint(pieces).length && !heads.has(word) && !pieces.some((one) => stopped.has(one))) {
      match.take(await together(pieces.join(" "), quality * 0.9));
    }
    // 400x: "400 times" is better than any other 400.
    if (pieces.length === 1) await addTerm(match, pieces[0], word, quality * 0.5);
    return match;
  };

  // Where words stand that begin with `start`; a word like "the" begins names alone.
  const begun = async (start, quality = 1) => {
    const match = new Match();
    if (start.length < 2) return match;
    for (const word of heads.keys()) {
      if (word.startsWith(start) && !stopped.has(word)) match.addHead(word, 0.6 * quality);
    }
    if (start.length > 2 && !stopped.has(start)) {
      for (const piece of await wordsFrom(start, `${start}\uffff`)) {
        for (const [term, value] of Object.entries(piece)) {
          const [places] = value.split("|");
          if (places && term.startsWith(start)) match.addPlaces(places.split(","), 0.35 * quality);
        }
      }
    }
    if (!match.empty) match.starts.add(start);
    return match;
  };

  // The words of titles and names that sound like `word`.
  const alike = (word) => {
    const heard = sound(word);
    return heard.length > 2 ? [...heads.keys()].filter((one) => sound(one) === heard) : [];
  };

  // How far a word of titles and names is from `word`: 0 if it sounds the same, then if it begins so
  // and `last` may still be typed, if it has the same consonants in the other alphabet, if it is
  // mistyped; FAR if it is another word.
  const FAR = 9;
  const farFrom = (word, last) => {
    const heard = sound(word);
    const most = allowed(word);
    const foreign = [...word].some((letter) => Object.hasOwn(rules.sounds, letter));
    const typing = (one, other) => {
      const limit = Math.min(most, allowed(one), allowed(other));
      const far = limit ? distance(one, other, limit) : 1;
      return far > limit ? FAR : 5 + far;
    };
    return (one) => {
      const other = sound(one);
      if (heard.length > 2 && heard === other) return 0;
      if (last && heard.length > 3 && other.startsWith(heard)) return 1;
      if (foreign && bones(heard).length > 2 && bones(heard) === bones(other)) {
        const far = distance(heard, other, 2);
        if (far < 3) return 2 + far;
      }
      if (!most || (word.length < 5 && other[0] !== heard[0])) return FAR; // rust is not must
      return Math.min(typing(word, one), typing(stem(word), stem(one)), typing(heard, other));
    };
  };

  // The words of titles and names that `word`, which stands nowhere, may be meant for.
  const similar = (word, last) => {
    const farOf = farFrom(word, last);
    let found = [];
    let least = FAR - 1;
    for (const one of heads.keys()) {
      const far = farOf(one);
      if (far < least) [least, found] = [far, []];
      if (far === least) found.push(one);
    }
    return found;
  };

  // Where the words of `phrase` stand together, each in any form.
  const together = async (phrase, quality) => {
    const words = split(phrase);
    const counted = words.filter((word) => !stopped.has(word));
    const [first, ...others] = counted.length ? counted : words;
    let match = await whole(first, quality);
    for (const word of others) match = match.with(await whole(word, quality));
    return match;
  };

  const sameAs = (words) => [...(synonyms.get(key(words).join(" ")) ?? [])];

  // The other phrases that mean the same as pieces of the query, for each of `typed`: the longest
  // piece counts.
  const MOST_WORDS = 4;
  const meanings = (typed) => {
    const found = typed.map(() => []);
    for (let first = 0; first < typed.length; first++) {
      for (let count = Math.min(MOST_WORDS, typed.length - first); count; count--) {
        const others = sameAs(split(typed.slice(first, first + count).join(" ")));
        if (!others.length) continue;
        found.fill(others, first, first + count);
        first += count - 1;
        break;
      }
    }
    return found;
  };

  const isComplete = (found) => found.length > 0 && found.every(([, match]) => !match.empty);

  // Let `found`, pairs [word, match], also stand where one of `phrases` does.
  const addSame = async (found, phrases) => {
    const quality = isComplete(found) ? ALSO : SAME;
    for (const phrase of phrases) {
      const match = await together(phrase, quality);
      found.forEach(([, own]) => own.take(match));
    }
    return found;
  };

  const anyOf = async (some) => {
    const match = new Match();
    for (const one of some) match.take(await whole(one, 0.7));
    await addSame([[some[0], match]], sameAs(some.slice(0, 1)));
    return match;
  };

  // `last` is the word that the reader may still be typing.
  const direct = async (word, last) => {
    const match = await whole(word);
    if (last) match.take(await begun(word, match.empty ? 1 : 0.4));
    return match;
  };

  // What `word`, which stands nowhere, may be meant for: `found`, pairs [word, match], and `read`,
  // how it was understood, where it was.
  const mend = async (word, last) => {
    const near = similar(word, last);
    if (near.length) {
      return { found: [[near[0], await anyOf(near)]], read: near.slice(0, 3).join(", ") };
    }
    const pieces = parts(word);
    if (pieces.length < 2) return { found: [[word, await begun(word, 0.5)]] };
    const found = [];
    for (const piece of pieces) found.push([piece, await direct(piece, last)]);
    return mendAll(found, last);
  };

  // Put `answers` for the pieces of `typed` together.
  const gathered = (answers, typed) => ({
    found: answers.flatMap(({ found }) => found),
    read: answers.some(({ read }) => read !== undefined)
      ? answers.map(({ read }, place) => read ?? typed[place]).join(" ")
      : undefined,
  });

  const mendAll = async (found, last) => {
    const answers = [];
    for (const one of found) answers.push(one[1].empty ? await mend(one[0], last) : { found: [one] });
    return gathered(answers, found.map(([word]) => word));
  };

  // Whether a reading of wrong keys is worth a try: a letter or a word like "the" is in every text.
  const says = (text) =>
    split(text).some((word) => {
      const plain = parts(word).join("") || word;
      return !stopped.has(plain) && (plain.length > 1 || isName(plain));
    });
  const isName = (word) => records.some(({ keys }) => keys.some((one) => equal(one, [word])));

  const namesTool = (word) =>
    heads.get(word).some(([{ kind }, weight]) => kind === "tool" && weight >= WEIGHTS.alias);

  // A word that hardly a text has may be a name mistyped, as it sounds: pandsa.
  const addNear = async (found) => {
    const [word, match] = found;
    if (match.records.size > FEW || headTerms.has(stem(word))) return;
    const near = similar(word).filter(namesTool);
    if (!near.length) return;
    match.take(await anyOf(near));
    found[0] = near[0];
  };

  // The words of one piece of the query between blanks: [word, match], and how it was read. `only`
  // is whether it is the whole query: a word that says nothing alone may then begin a name; `others`
  // are phrases that mean the same.
  const resolve = async (typed, last, only, others) => {
    const words = split(typed);
    const silent = words.every((word) => stopped.has(word));
    const all = async (list) => {
      const found = [];
      for (const word of list) {
        const begins = only && silent && stopped.has(word);
        found.push([word, begins ? await begun(last ? word : "") : await direct(word, last)]);
      }
      return found;
    };
    const found = await all(words);
    if (only && words.length === 1 && isComplete(found)) await addNear(found[0]);
    await addSame(found, others);
    if (isComplete(found) || (silent && !only)) return { found };
    for (const other of relaid(typed)) {
      const meant = split(other);
      const again = says(other) ? await all(meant) : [];
      if (isComplete(again)) return { found: await addSame(again, sameAs(meant)), read: other };
      // A name as it sounds, on the wrong layout: gfylfc, пандас, pandas.
      const heard = words.length ? meant.map(alike) : [];
      if (heard.length && heard.every((some) => some.length)) {
        const named = [];
        for (const some of heard) named.push([some[0], await anyOf(some)]);
        return { found: named, read: heard.map(([one]) => one).join(" ") };
      }
    }
    return silent ? { found } : mendAll(found, last);
  };

  // -- Order --

  const contains = (whole, part) =>
    whole.some((_, start) => part.every((one, place) => whole[start + place] === one));
  const equal = (one, other) =>
    one.length === other.length && one.every((word, place) => word === other[place]);

  // Whether `wanted` is all of a name but the end of its last word, which is still being typed.
  const begins = (name, wanted) =>
    name.length === wanted.length &&
    wanted.at(-1).length > 1 &&
    equal(name.slice(0, -1), wanted.slice(0, -1)) &&
    name.at(-1).startsWith(wanted.at(-1));

  // How large a part of the names in `keys` the words of `wanted`, or their beginnings, are at most.
  const covered = (keys, wanted) =>
    Math.max(...keys.map((one) => {
      const said = one.map((word) =>
        Math.max(...wanted.map((start) => (word.startsWith(start) ? start.length / word.length : 0))),
      );
      return said.reduce((sum, part) => sum + part, 0) / (one.length || 1);
    }));

  // How much finding a word tells: the more, the fewer records have it.
  const telling = (match) =>
    Math.log(1 + records.length / Math.max(1, match.records.size)) / Math.log(1 + records.length);

  const letters = (key) => key.join("").length;

  // How much it counts that a record is called what is `wanted`.
  const called = ({ keys: [title, ...others] }, wanted) => {
    if (!wanted.length) return 0;
    return equal(title, wanted) ? 20 : others.some((one) => equal(one, wanted)) ? 18 : 0;
  };

  // The same where its name is longer, or shorter.
  const partlyCalled = ({ kind, keys }, wanted) => {
    const begun = keys.filter((one) => wanted.length && begins(one, wanted)).map(letters);
    if (begun.length) return (9 * letters(wanted)) / Math.min(...begun);
    const enough = (one) => wanted.length > 1 || (kind === "guide" && one[0] === wanted[0]);
    if (wanted.length && keys.some((one) => contains(one, wanted) && enough(one))) return 5;
    const held = keys.filter((one) => contains(wanted, one)).map((one) => one.length);
    return held.length ? (5 * Math.max(...held)) / wanted.length : 0;
  };

  // `words` are [word, match] of all that counts; `wanted` is the key of the query, `others` those
  // that mean the same.
  const rate = (record, words, wanted, others) => {
    let score = 0;
    let head = 0;
    let matched = 0;
    let told = 0;
    let exact = true;
    const most = Math.max(...words.map(([, match]) => telling(match)));
    const bySection = new Map();
    const inHeading = new Map();
    for (const [word, match] of words) {
      const place = match.records.get(record);
      if (!place) {
        exact &&= !/\p{Nd}/u.test(word); // python 3.9 is not any Python
        continue;
      }
      matched += 1;
      told += telling(match);
      const worth = telling(match) / most; // a "library" is on many pages
      head += place.head * worth;
      for (const section of place.headings) {
        inHeading.set(section, (inHeading.get(section) ?? 0) + 1);
      }
      for (const [section, value] of place.sections) {
        bySection.set(section, (bySection.get(section) ?? 0) + value);
      }
    }
    let best = record.first;
    for (const [section, value] of bySection) {
      if (value > (bySection.get(best) ?? 0)) best = section;
    }
    const values = [...bySection.values()].sort((a, b) => b - a);
    score += values.reduce((sum, value, place) => sum + (place ? value * 0.1 : value), 0);
    // A section of a talk that is headed by what is asked for.
    const headed = words.length > 1 && [...inHeading.values()].includes(words.length);
    // One word of a long name is less of it than one of a short name.
    const weight = NAMED.has(record.kind) ? 0.5 : 0.1;
    const [byText, byName] = KINDS[record.kind];
    const exactly = [called(record, wanted), ...others.map((one) => SAME * called(record, one))];
    const name =
      head * (1 - weight + weight * covered(record.keys, wanted)) +
      (Math.max(...exactly) || partlyCalled(record, wanted));
    const fame = (head ? 0.4 : 0.1) * Math.log(1 + record.mentions); // as good, but better known
    score = (score + (headed && record.kind === "talk" ? 8 : 0)) * byText + (name + fame) * byName;
    const share = told / words.reduce((sum, [, match]) => sum + telling(match), 0);
    score *= share;
    // "alternatives to pandas": the entry on pandas is an answer, whatever else is asked.
    const asked = record.kind !== "talk" && record.keys.some((one) => contains(wanted, one));
    return { record, matched, section: best, score, answers: exact && (asked || share >= ENOUGH) };
  };

  // Answer the query that consists of `typed`, pieces without blanks; `open` is whether the last of
  // them may still be typed.
  const answer = async (typed, open) => {
    const answers = [];
    const meant = meanings(typed);
    for (const [place, piece] of typed.entries()) {
      const last = open && place === typed.length - 1;
      answers.push(await resolve(piece, last, typed.length === 1, meant[place]));
    }
    const { found: words, read } = gathered(answers, typed);
    const counted = words.length > 1 ? words.filter(([word]) => !stopped.has(word)) : words;
    const wanted = key(words.map(([word]) => word));
    const others = sameAs(words.map(([word]) => word)).map((phrase) => key(split(phrase)));
    const candidates = new Set(counted.flatMap(([, match]) => [...match.records.keys()]));
    const rated = [...candidates].map((record) => rate(record, counted, wanted, others));
    const most = Math.max(0, ...rated.map(({ matched }) => matched));
    const results = rated
      .filter(({ matched, answers }) => matched === most || answers)
      .sort((a, b) => b.score - a.score || a.record.first - b.record.first);
    const best = results[0]?.score ?? 0;
    return { counted, results, best, missing: counted.length - most, read };
  };

  // `typed` with neighbours written as one word, where a title or name has that: tensor flow.
  const joined = (typed) => {
    const found = [];
    for (const [first] of typed.entries()) {
      for (const count of [2, 3]) {
        const pieces = typed.slice(first, first + count);
        const word = pieces.join("");
        if (pieces.length < count || pieces.some((one) => stopped.has(fold(one)))) continue;
        if (!headTerms.has(stem(fold(word)))) continue;
        found.push([...typed.slice(0, first), word, ...typed.slice(first + count)]);
      }
    }
    return found;
  };

  // What to offer where nothing was found: the names nearest to `words`, topics, and all lists.
  const instead = (words) => {
    const far = (one) => Math.min(...words.map((word) => apart(word, one)));
    const named = [...heads.keys()].filter((one) => one.length > 2 && namesTool(one));
    const near = named.map((one) => [far(one), one]).filter(([part]) => part <= 0.4);
    return {
      near: near.sort(([a], [b]) => a - b).slice(0, NEAREST).map(([, one]) => one),
      topics: records.filter(({ kind }) => kind === "topic"),
      lists: index.lists.flatMap((page) => records.filter((one) => one.page === page && !one.anchor)),
    };
  };
  // The part of two words that differs, as they sound.
  const apart = (word, other) => {
    const [one, two] = [sound(word), sound(other)];
    const length = Math.max(one.length, two.length);
    return distance(one, two, Math.ceil(length / 2)) / length;
  };

  // Search for `query`. The answer: `results`, best first; `partial`, whether no page has all the
  // words; `read`, how the query was understood where it was not found as it stands;
  // `instead`, where nothing was.
  const search = async (query) => {
    await prepare();
    const typed = query.normalize("NFC").split(/\s+/).filter(Boolean);
    const open = !/\s$/.test(query);
    const answers = [];
    for (const one of [typed, ...joined(typed)]) answers.push(await answer(one, open));
    const [{ counted, results, missing, read }] = answers.sort(
      (a, b) => a.missing - b.missing || b.best - a.best,
    );
    const finds = (word) =>
      terms(word).some((term) => marks.has(term)) || starts.some((start) => word.startsWith(start));
    const own = new Set(counted.map(([word]) => stem(word)));
    const said = (text) => new Set(split(text).map(stem).filter((one) => own.has(one))).size;
    const marks = new Set(counted.flatMap(([, match]) => [...match.marks]));
    const starts = [...new Set(counted.flatMap(([, match]) => [...match.starts]))];
    return {
      results: results.map(({ record, section, score }) => {
        const [anchor, heading] = record.parts[section - record.first];
        const place = section === record.first ? record.anchor : anchor;
        return {
          ...record, section, score, heading,
          address: record.page + (place && `#${place}`),
          // The other name that it was found by, in whatever language.
          alias: record.names.find((name) => said(name) > said(record.title)) ?? "",
        };
      }),
      partial: results.length > 0 && missing > 0,
      read: (results.length && read) || "",
      instead: results.length ? undefined : instead(split(query)),
      finds,
    };
  };

  // -- Passages --

  // Signs of a passage. Where lines are short, more results count for more than longer passages.
  const around = () => (matchMedia("(max-width: 46em)").matches ? 120 : 210);

  // Cut `text` into pairs [text, whether it was found].
  const marked = (text, finds) => {
    const pairs = [];
    let end = 0;
    for (const found of text.matchAll(rules.word)) {
      if (!finds(fold(found[0]))) continue;
      if (found.index > end) pairs.push([text.slice(end, found.index), false]);
      end = found.index + found[0].length;
      pairs.push([found[0], true]);
    }
    if (end < text.length) pairs.push([text.slice(end), false]);
    return pairs;
  };

  // The part of `text` where most of the found words stand, as pairs.
  const excerpt = (text, finds) => {
    const size = around();
    const found = [...text.matchAll(rules.word)].filter((one) => finds(fold(one[0])));
    let best = 0;
    let start = found.length ? found[0].index : 0;
    for (const one of found) {
      const near = found.filter((o) => o.index >= one.index && o.index < one.index + size * 0.7);
      const distinct = new Set(near.map((o) => stem(fold(o[0])))).size;
      if (distinct > best) [best, start] = [distinct, one.index];
    }
    if (text.length > size) start = Math.min(start, Math.max(0, text.length - size * 0.8));
    let from = start < 60 ? 0 : text.lastIndexOf(" ", start - 40) + 1;
    const sentence = text.slice(from, start).search(/[.!?…] (?=\S)/);
    if (from && sentence >= 0) from += sentence + 2;
    let to = text.length;
    if (to > from + size) to = text.lastIndexOf(" ", from + size);
    if (to <= from) to = Math.min(text.length, from + size);
    return marked(`${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`, finds);
  };

  // Quote from where `result` was found, as pairs [text, whether it was found].
  const passage = async (result, finds) => {
    const piece = pieceOf(index.texts, result.section);
    const texts = await load(`texts-${piece}`);
    return excerpt(texts[result.section - index.texts[piece]] ?? "", finds);
  };

  return { take, prepare, search, passage, marked, fold, split, terms, stem, relaid, sound, distance };
})();
