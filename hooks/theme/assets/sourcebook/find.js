// What is found and in which order: `ranked(query)` of a `Finder`. Knows nothing of the page.
//
// The table of pages (pagefind/pages.json, made by search_index.py) says what each is called, when
// it was and how much of an answer its kind is; Pagefind says which texts hold the words. A word is
// looked for as it stands, in Latin letters whatever its script, and, where it is in no title or
// name, as the nearest word that is.

const STOP = new Set("a an and are at between by did do does for from how in is of on or the to was what when where which who why with".split(" "));
const MONTHS = "January February March April May June July August September October November December".split(" ");
const AROUND = 0.5; // what a name beside the page's own counts
const LONG = 8; // letters: two such words that differ in one are the same
const DATED = 0.7; // what it says of a page that its date is asked for
const TITLED = 0.85; // and a part of its title, which is less than of a name
const WHOLE = 0.3; // what a text counts where all words are in names already
const EMPTY = 40; // words of text: a page with fewer is no answer by itself
const EMPTIER = 0.85;

// Consonants as they sound, since Urdu writes no short vowels and languages spell the others anew.
export const sound = (word) => word
  .replace(/ph/g, "f").replace(/c(?=[eiy])|z(?!h)/g, "s").replace(/[sz]h/g, "S").replace(/ch/g, "C").replace(/[ck]h?|q/g, "k")
  .replace(/gh/g, "g").replace(/[aeiouywvh]/g, "").replace(/(.)\1+/g, "$1");

export const stem = (word) => word.length < 5 ? word : word.replace(/ies$/, "y").replace(/([^su])s$/, "$1");

// How many letters are to be put in, left out, changed or swapped; *most* + 1 where it is more.
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

export class Finder {
  constructor(table, pagefind, everything) {
    this.pagefind = pagefind;
    this.letters = table.letters;
    this.all = new Map(everything.map((result) => [result.id, result]));
    this.filters = table.filters;
    this.subjects = new Map(); // words of titles and names → as first written; of works none
    this.texts = new Set();
    this.pages = table.pages.map(([id, url, length, told, values]) => this.page(id, url, length, told, values));
    for (const { word } of this.wordsOf(table.words)) this.texts.add(word);
    this.sorted = [...new Set([...this.texts, ...this.subjects.keys()])].sort();
    this.sounds = Map.groupBy(this.subjects.keys(), sound);
  }

  page(id, url, length, told, values) {
    const own = values.map((value) => this.filters[value]);
    const type = own.find(([name]) => name === "type")?.[1] ?? "";
    const names = [told.title, ...(told.names ?? "").split(" · ")].filter(Boolean);
    const words = names.map((name) => this.wordsOf(name).filter(({ word }) => !STOP.has(word)).map(({ word, written }) => {
      if (Number(told.weight) > 9 && !/^\d/.test(word) && !this.subjects.has(word)) this.subjects.set(word, written);
      return word;
    }));
    const around = new Set([...this.wordsOf(told.around ?? ""), ...this.wordsOf(type)].map(({ word }) => word));
    const date = this.wordsOf(told.date ?? "").map(({ word }) => word);
    return { id, url, type, told, words, around, date, isNamed: Boolean(told.names), filters: own, weight: Number(told.weight) / 20 * (length < EMPTY ? EMPTIER : 1) };
  }

  // [{word: in Latin letters, written: as it stands, isConsonants: in a script without short vowels}]
  wordsOf(text) {
    const plain = text.normalize("NFC").replace(/(?<!\p{L})(?:\p{L}\.){2,}/gu, (found) => found.replaceAll(".", ""));
    return [...plain.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(([written]) => {
      const word = [...written.toLowerCase()].map((letter) => this.letters[letter] ?? letter.normalize("NFD").replace(/\p{M}/gu, "")).join("");
      return { word, written, isConsonants: /\p{Script=Arabic}/u.test(written) };
    }).filter(({ word }) => word);
  }

  // Whether a word begins so; *words* are sorted.
  begins(part) {
    let low = 0, high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] < part) low = middle + 1;
      else high = middle;
    }
    return this.sorted[low]?.startsWith(part) ?? false;
  }

  // What is looked for in place of a word of the query: [word, how good it is].
  readings({ word, isConsonants }) {
    const isSubject = this.subjects.has(word) || this.subjects.has(stem(word));
    const isKnown = this.texts.has(word) || this.texts.has(stem(word)) || word.length > 2 && this.begins(word);
    const found = isKnown || isSubject ? [[word, 1]] : [];
    if (isSubject && !isConsonants || word.length < 3 || /\d/.test(word)) return found;
    const near = (words, most) => {
      let best = most, nearest = [];
      for (const other of words) {
        const far = distance(word, other, best);
        if (far > best) continue;
        if (far < best) nearest = [];
        best = far;
        nearest.push([other, (sound(other) === sound(word) ? 0.95 : 0.9) - 0.1 * far]);
      }
      return nearest;
    };
    const alike = this.sounds.get(sound(word)) ?? [];
    if (isConsonants && sound(word)) return [...found, ...alike.map((other) => [other, 0.95 - 0.03 * distance(word, other, 5)])];
    const most = word.length > 5 ? 2 : word.length > 3 ? 1 : 0;
    // A word of the texts may still be another spelling of a subject: defense, defence.
    if (isKnown) return word.length < 5 ? found : [...found, ...near(word.length < LONG ? alike : this.subjects.keys(), 1)];
    const subjects = near(this.subjects.keys(), most);
    return subjects.length ? subjects : near(this.texts, most);
  }

  // How well the words of a page's names, date and surroundings answer: 0 to 1 for each word asked.
  static held(page, readings) {
    const of = (words, reading) => {
      let best = 0;
      for (const word of words) {
        if (word === reading) return 1;
        if (stem(word) === stem(reading)) best = Math.max(best, 0.95);
        else if (word.length > 4 && reading.startsWith(word) && reading.length - word.length < 3) best = Math.max(best, 0.85); // Australian, Australia
        else if (reading.length > 2 && word.startsWith(reading)) best = Math.max(best, 0.5 + 0.4 * reading.length / word.length);
      }
      return best;
    };
    let score = 0, word = "";
    for (const [reading, good] of readings) {
      const named = Math.max(...page.words.map((words) => of(words, reading)), 0) * good;
      const near = Math.max(of(page.date, reading) * 0.9, of(page.around, reading) * AROUND) * good;
      if (Math.max(named, near) <= score) continue;
      [score, word] = [Math.max(named, near), reading];
    }
    return { score, word };
  }

  // How much of the name that fits best is asked for, or of what is asked is its date.
  static exact(page, words, asked) {
    const stems = new Set(words.map(stem));
    const isHit = (word) => stems.has(stem(word)) || words.some((one) => one.length > 2 && word.startsWith(one));
    const dated = page.date.filter(isHit).length / asked * DATED;
    return Math.max(dated, ...page.words.map((name) => {
      const part = name.length ? name.filter(isHit).length / name.length : 0;
      return part === 1 || page.isNamed ? part : part * TITLED;
    }));
  }

  async texted(words) {
    if (!words.length) return new Map();
    const { results } = await this.pagefind.search(words.join(" "));
    const most = Math.max(...results.map((result) => result.score), 0) || 1;
    return new Map(results.map((result) => [result.id, { result, score: result.score / most }]));
  }

  // All pages, the weightiest first.
  everything() {
    const hits = this.pages.map((page) => ({ page, result: this.all.get(page.id), score: page.weight }));
    return { hits: hits.filter((hit) => hit.result).sort((one, other) => other.score - one.score), instead: "", isAny: false };
  }

  // {hits: [{page, result, score}] the best first, instead: words put in place of those asked, isAny:
  // whether no page holds all words}
  async ranked(query) {
    const spelled = query.replace(/\b(\d{4})-(\d\d)(?:-(\d\d))?\b/g, (all, year, month, day) => MONTHS[month - 1] ? `${day ? Number(day) : ""} ${MONTHS[month - 1]} ${year}` : all);
    const every = this.wordsOf(spelled);
    const asked = every.some(({ word }) => !STOP.has(word)) ? every.filter(({ word }) => !STOP.has(word)) : every;
    const readings = asked.map((one) => this.readings(one));
    const tabled = [];
    for (const page of this.pages) {
      const held = readings.map((each) => Finder.held(page, each));
      const sum = held.reduce((total, one) => total + one.score, 0) / held.length;
      if (sum) tabled.push({ page, held, sum, isWhole: held.every((one) => one.score), exact: Finder.exact(page, held.filter((one) => one.score > AROUND).map((one) => one.word), asked.length) });
    }
    const score = (one) => one.page.weight * one.sum ** 2 * (one.isWhole ? 2 : 1) * (0.4 + 1.6 * one.exact ** 2);
    const best = tabled.reduce((top, one) => !top || score(one) > score(top) ? one : top, null);
    // What the texts are asked: each word as it is, if they know it, else as the best page has it.
    const chosen = asked.map((one, at) => {
      const [first] = readings[at];
      return first?.[0] === one.word && first[1] === 1 ? one.word : best?.held[at].word || first?.[0] || "";
    });
    const exactly = asked.every((one, at) => chosen[at] === one.word || !chosen[at]);
    let texts = await this.texted(exactly ? asked.filter((_, at) => chosen[at]).map((one) => one.written) : chosen.filter(Boolean));
    const isAny = chosen.some((word) => !word) || !texts.size && !tabled.some((one) => one.isWhole);
    if (isAny && !texts.size) {
      texts = new Map();
      for (const word of chosen.filter(Boolean))
        for (const [id, one] of await this.texted([word])) {
          const before = texts.get(id);
          texts.set(id, { result: before?.result ?? one.result, score: (before?.score ?? 0) + one.score / asked.length });
        }
    }
    const scores = new Map(tabled.map((one) => [one.page.id, one]));
    const hits = [];
    for (const page of this.pages) {
      const named = scores.get(page.id), text = texts.get(page.id);
      if (!text && !(named?.isWhole || isAny && named)) continue;
      // What a page is called says more than its text, which then decides between equals.
      const weight = page.weight * (named?.isWhole ? WHOLE : 1);
      hits.push({ page, result: text?.result ?? this.all.get(page.id), score: (named ? score(named) : 0) + weight * (text?.score ?? 0) });
    }
    hits.sort((one, other) => other.score - one.score);
    const instead = chosen.map((word, at) => word && word !== asked[at].word && best?.held[at].word === word ? this.subjects.get(word) ?? word : word && word !== asked[at].word ? word : asked[at].written);
    return { hits: hits.filter((hit) => hit.result), instead: exactly ? "" : instead.join(" "), isAny: isAny && hits.length > 0 };
  }
}
