// Draws what came of a code: the verdict at once and large, then the services, or what to do next.
import { adviceFor, messageParts } from './advice.js';
import { el, lines } from './dom.js';
import { icon } from './icons.js';
import { countOutcomes, drawBook } from './services.js';
import { chinaTime, wordsOf } from './words.js';

// Colour, picture and sound of an answer. Codes of other systems are no fault of anyone's: they are not red.
export function toneOf({ verdict, stale }) {
  if (verdict.decision === 'accept') return stale || isPrinted({ verdict }) ? 'warn' : 'ok';
  return verdict.reason === 'text.needs_online' ? 'neutral' : 'bad';
}

const PICTURES = { ok: 'tick', warn: 'triangle', bad: 'cross', neutral: 'signpost' };

export function drawOutcome(answer, lang) {
  return answer.verdict.decision === 'accept' ? drawResult(answer, lang) : drawRefusal(answer, lang);
}

// What is said aloud by a screen reader: nothing of the person, because others may hear it.
export function spokenOutcome(answer, lang) {
  if (answer.verdict.decision !== 'accept') {
    const { sentence } = messageParts(answer.verdict.message, lang);
    const { title: own, words: todo } = adviceFor(answer.verdict.reason, lang);
    return [own ?? sentence, todo].join(lang === 'zh' ? '。' : '. ').replaceAll('|', '');
  }
  const words = wordsOf(lang);
  const counts = countOutcomes(answer.books ?? []).filter(({ count }) => count);
  return [titleOf(answer, lang), ...counts.map(({ outcome, count }) => `${words.counts[outcome]} ${count}`)]
    .join(lang === 'zh' ? '，' : ', ');
}

// A printed code: the number is genuine, who shows it is not known.
const isPrinted = ({ verdict }) => verdict.reason === 'ok.identified';

// Staff's words on lists and caches are no title for a person: what counts is that it was verified.
const titleOf = (answer, lang) => (isPrinted(answer) ? wordsOf(lang).printed : wordsOf(lang).accepted);

function drawResult(answer, lang) {
  const words = wordsOf(lang);
  const { verdict, books = [] } = answer;
  const section = el('section', 'screen result');
  section.setAttribute('aria-labelledby', 'outcome-title');
  // Old data alone does not unmake the verdict: the band keeps its tick, and the age beside it has its own sign.
  const tone = toneOf(answer);
  const picture = tone === 'warn' && !isPrinted(answer) ? 'tick' : PICTURES[tone];
  const head = el('div', 'head', [title(titleOf(answer, lang))]);
  if (answer.person) head.append(drawPerson(answer.person, lang));
  if (isPrinted(answer)) {
    head.append(el('p', 'aside', messageParts(verdict.message, lang).sentence), el('p', 'lead', words.printedNext));
  }
  const again = verdict.reason === 'ok.repeat' || (verdict.marks ?? []).includes('ok.repeat');
  if (again) head.append(el('p', 'aside', words.repeat));
  const band = el('div', 'band', [icon(picture), head, drawCounts(books, lang)]);
  section.append(band);
  if (answer.data_as_of) section.append(drawAge(answer, lang));
  if (books.length) section.append(...books.map((book) => drawBook(book, lang)));
  else section.append(el('p', 'lead nothing', words.noBooks));
  return section;
}

function drawPerson({ name, card }, lang) {
  const line = el('p', 'person');
  line.id = 'person';
  if (name) line.append(el('span', '', name));
  if (card) line.append(el('span', '', wordsOf(lang).cardEnds(card)));
  return line;
}

function drawCounts(books, lang) {
  const words = wordsOf(lang);
  const one = ({ outcome, name, count }) => el('li', `sum sum-${outcome}`, [icon(name),
    el('span', 'sum-words', words.counts[outcome]), el('strong', '', words.items(count))]);
  return el('ul', 'sums', countOutcomes(books).filter(({ count }) => count).map(one));
}

function drawAge({ data_as_of: asOf, stale }, lang) {
  const words = wordsOf(lang);
  const age = el('p', stale ? 'age stale' : 'age', [icon(stale ? 'triangle' : 'clock')]);
  age.id = 'as-of';
  const said = el('span', '', words.asOf(chinaTime(asOf, lang)));
  if (stale) said.prepend(el('strong', '', words.staleWord), ' ');
  if (stale) said.append(lang === 'zh' ? '，' : '; ', words.staleWords);
  age.append(said);
  return age;
}

function drawRefusal(answer, lang) {
  const words = wordsOf(lang);
  const { verdict } = answer;
  const { sentence, next } = messageParts(verdict.message, lang);
  const advice = adviceFor(verdict.reason, lang);
  const section = el('section', 'screen refusal');
  section.setAttribute('aria-labelledby', 'outcome-title');
  const tone = toneOf(answer);
  const kind = el('p', 'kind', tone === 'neutral' ? words.otherWay : words.refused);
  const band = el('div', 'band', [icon(PICTURES[tone]), el('div', 'head', [kind, title(advice.title ? lines(advice.title) : sentence)])]);
  const todo = el('div', 'next', [icon(advice.icon),
    el('div', '', [el('h2', '', words.nextTitle), el('p', 'lead', lines(advice.words))])]);
  const staff = el('p', 'staff', [el('span', 'label', words.staff), el('span', '', advice.title ? `${sentence}${lang === 'zh' ? '。' : '. '}${next}` : next),
    el('span', 'code', `${verdict.reason} · ${verdict.code}`)]);
  section.append(band, todo, staff);
  return section;
}

function title(words) {
  const heading = el('h1', '', words);
  heading.id = 'outcome-title';
  heading.tabIndex = -1;
  return heading;
}
