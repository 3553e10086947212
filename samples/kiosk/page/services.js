// Draws the services of a rule book as cards: open first, then what is not, with why and what would change it.
import { el, text } from './dom.js';
import { icon } from './icons.js';
import { wordsOf } from './words.js';

const GROUPS = [['eligible', 'tick'], ['not_eligible', 'cross'], ['unknown', 'question']];

export function countOutcomes(books) {
  const services = books.flatMap((book) => book.services);
  return GROUPS.map(([outcome, name]) => {
    return { outcome, name, count: services.filter((service) => service.outcome === outcome).length };
  });
}

export function drawBook(book, lang) {
  const head = el('div', 'book-head', [el('h2', 'book-title', text(book.title, lang))]);
  if (book.notice) head.append(el('p', 'notice', text(book.notice, lang)));
  const section = el('section', 'book', [head]);
  for (const [outcome, name] of GROUPS) {
    const services = book.services.filter((service) => service.outcome === outcome);
    if (services.length) section.append(drawGroup(outcome, name, services, lang));
  }
  return section;
}

function drawGroup(outcome, name, services, lang) {
  const words = wordsOf(lang);
  const title = el('h3', 'group-title', [icon(name), el('span', '', words.counts[outcome]),
    el('span', 'count', words.items(services.length))]);
  const cards = el('div', 'cards', services.map((service) => drawCard(service, name, lang)));
  return el('section', `group group-${outcome}`, [title, cards]);
}

function drawCard(service, name, lang) {
  const card = el('article', 'service');
  card.dataset.service = service.id;
  card.dataset.outcome = service.outcome;
  const said = icon(name, wordsOf(lang).counts[service.outcome]);
  card.append(el('h4', 'service-title', [said, el('span', '', text(service.title, lang))]));
  if (service.outcome !== 'eligible') card.append(...drawReasons(service.because ?? [], lang));
  return card;
}

// Two rules may give the same advice: it is said once, after everything that it would change.
function drawReasons(because, lang) {
  const words = wordsOf(lang);
  const told = [...new Set(because.map((rule) => text(rule.told, lang)).filter(Boolean))];
  const advice = [...new Set(because.map((rule) => text(rule.advice, lang)).filter(Boolean))];
  const line = (kind, label, words) => el('p', kind, [el('span', 'label', label), el('span', '', words)]);
  return [...told.map((one) => line('why', words.why, one)), ...advice.map((one) => line('todo', words.todo, one))];
}
