// The frame around every screen: which one is seen, in which language and size, and the words that stay.
import { lines } from './dom.js';
import { fillIcons, icon } from './icons.js';
import { langName, langTag, otherLang, wordsOf } from './words.js';

const $ = (id) => document.getElementById(id);
const TITLES = { starting: 'starting-title', scanning: 'scan-title', trouble: 'trouble-title' };
const TROUBLE_ICONS = { unreachable: 'clock', not_ready: 'counter', denied: 'camera', absent: 'camera' };

fillIcons(document);

export function showState(state, { tone = 'neutral', reason = '' } = {}) {
  const { dataset } = document.body;
  const hasOutcome = state === 'result' || state === 'refused';
  for (const id of ['starting', 'scanning', 'trouble']) $(id).hidden = id !== state;
  $('outcome').hidden = !hasOutcome;
  $('actions').hidden = !hasOutcome;
  $('again').hidden = state !== 'refused';
  dataset.state = state;
  dataset.tone = tone;
  if (reason) dataset.reason = reason;
  else delete dataset.reason;
  if (state !== 'scanning') delete dataset.guidance;
}

// Where a keyboard or a screen reader goes on.
export function focusTitle(state) {
  $(TITLES[state] ?? 'outcome-title')?.focus({ preventScroll: true });
}

export function speak(lang) {
  const words = wordsOf(lang);
  document.documentElement.lang = langTag[lang];
  document.body.dataset.lang = lang;
  document.title = words.brand.replace('|', '');
  for (const place of document.querySelectorAll('[data-words]')) {
    place.replaceChildren(...lines(words[place.dataset.words]));
  }
  const other = otherLang(lang);
  $('lang').textContent = langName[other];
  $('lang').lang = langTag[other];
  for (const button of document.querySelectorAll('[data-example]')) {
    button.textContent = button.dataset[lang] || button.dataset.zh;
  }
  enlarge(document.body.dataset.large === '1');
}

export function enlarge(isLarge) {
  const words = wordsOf(document.body.dataset.lang);
  document.body.dataset.large = isLarge ? '1' : '0';
  document.documentElement.classList.toggle('large', isLarge);
  $('large-words').textContent = isLarge ? words.normal : words.large;
}

export function drawTrouble(kind, lang) {
  const [title, words] = wordsOf(lang).trouble[kind];
  $('trouble-icon').replaceChildren(icon(TROUBLE_ICONS[kind]));
  $('trouble-title').replaceChildren(...lines(title));
  $('trouble-words').replaceChildren(...lines(words));
}

// A new container, not an emptied one: nothing of the last person hangs on to it.
export function fillOutcome(drawn) {
  const fresh = document.createElement('div');
  fresh.id = 'outcome';
  fresh.hidden = $('outcome').hidden;
  if (drawn) fresh.append(drawn);
  $('outcome').replaceWith(fresh);
}

export function announce(words) {
  $('alert').textContent = words;
}

export function drawLeave(words) {
  if ($('leave').textContent !== words) $('leave').textContent = words;
}

export function drawExamples(examples, lang, onChoice) {
  const buttons = examples.map(({ id, title }) => {
    const button = document.createElement('button');
    button.type = 'button';
    Object.assign(button.dataset, { example: id, zh: title.zh, en: title.en });
    button.textContent = title[lang];
    button.addEventListener('click', () => onChoice(id));
    return button;
  });
  $('examples').replaceChildren(...buttons);
  $('demo').hidden = !buttons.length;
  $('simulated').hidden = !buttons.length;
  document.body.classList.toggle('is-demo', buttons.length > 0);
}

export const isHeld = () => document.querySelector('[data-example][aria-pressed=true]') !== null;

export function pressExample(id) {
  for (const button of document.querySelectorAll('[data-example]')) {
    button.setAttribute('aria-pressed', String(button.dataset.example === id));
  }
}
