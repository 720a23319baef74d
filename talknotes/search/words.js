// Words: how they are parted, compared, and mistyped, by the rules of talknotes/search/words.py.
// The scripts of the search share one scope; index.py joins them, in this order: words, matches,
// order, engine.
"use strict";

let rules; // as the index brings them, with `patterns` compiled
let stemmers = []; // [letters, stemmer, what makes two spellings one]
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
  stemmers = given.stemmers.map(([letters, name, spellings]) => [
    new RegExp(letters, "u"),
    new window[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`](),
    replacing(spellings),
  ]);
};

const exchanged = (text, table) => [...text].map((letter) => table[letter] ?? letter).join("");

const fold = (text) => {
  const plain = text.replace(rules.ignored, "").toLowerCase().normalize("NFD");
  return exchanged(plain.replace(rules.accents, "").normalize("NFC"), rules.letters);
};

const wordsIn = (text) => [...text.matchAll(rules.word)];
const split = (text) => fold(text).match(rules.word) ?? [];
const isStopped = (word) => stopped.has(word);

const parts = (word) => {
  const number = word.replace(rules.times, "$1");
  const found = number === word ? word.split(rules.between).filter(Boolean) : [number, ""];
  return found.length > 1 ? found.filter(Boolean) : [];
};

const stem = (word) => {
  if (!stems.has(word)) {
    const last = parts(word).at(-1);
    const known = stemmers.find(([letters]) => letters.test(word));
    if (last && word.endsWith(last)) stems.set(word, word.slice(0, -last.length) + stem(last));
    else stems.set(word, known ? known[1].stemWord(known[2](word)) : word);
  }
  return stems.get(word);
};

// A word as a whole: its stem, and a name without its hyphens and dots: scikitlearn. Of a number,
// 3.8, that would be another one.
const wholes = (word) => {
  const pieces = parts(word);
  const isName = pieces.length > 1 && !pieces.every((one) => /^\p{Nd}+$/u.test(one));
  const joint = isName ? [pieces.slice(0, -1).join("") + stem(pieces.at(-1))] : [];
  return [...new Set([stem(word), ...joint])];
};

const terms = (word) => [...new Set([...wholes(word), ...parts(word).map(stem)])];

// What two names are compared by that are said to be the same: scikit-learn, scikit learn.
const key = (words) => {
  const telling = words.filter((word) => !stopped.has(word));
  const counted = telling.length ? telling : words;
  return counted.flatMap((word) => (parts(word).length ? parts(word) : [word])).map(stem).join(" ");
};

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
  // Three rows in turn: a new one for each letter of each name would be most of the time.
  let [before, row, next] = [[], Array.from({ length: other.length + 1 }, (_, place) => place), []];
  for (let i = 1; i <= one.length; i++) {
    let least = (next[0] = i);
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let far = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      const turned = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (turned) far = Math.min(far, before[j - 2] + 1);
      least = Math.min(least, far);
      next[j] = far;
    }
    if (least > limit) return limit + 1;
    [before, row, next] = [row, next, before];
  }
  return row[other.length];
};

// The part of two words that differs, as they sound, if it is at most `part`; more than it if not.
const apart = (word, other, part) => {
  const [one, two] = [sound(word), sound(other)];
  const length = Math.max(one.length, two.length);
  return distance(one, two, Math.floor(length * part)) / length;
};

// What a name is known by in the other alphabet: of its vowels readers are least sure.
const bones = (heard) => heard[0] + heard.slice(1).replace(/[aeiou]/g, "");

const allowed = (word) => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 9 ? 1 : 2);

// How far a word is from `word`: 0 if it sounds the same, then if it begins so and `last` may still
// be typed, if it has the same consonants in the other alphabet, if it is mistyped; FAR if it is
// another word.
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

// Of `words` those that `word` may be meant for: the nearest.
const similar = (word, words, last) => {
  const farOf = farFrom(word, last);
  let found = [];
  let least = FAR - 1;
  for (const one of words) {
    const far = farOf(one);
    if (far < least) [least, found] = [far, []];
    if (far === least) found.push(one);
  }
  return found;
};
