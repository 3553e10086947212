// The kiosk: from a verdict on the screen back to the next person, with everything cleared between the two.
import { messageLines } from './advice.js';
import { listen } from './controls.js';
import { Guide } from './guide.js';
import { Idle } from './idle.js';
import './more.js';
import { idleSeconds, optionsOf } from './options.js';
import { drawOutcome, spokenOutcome, toneOf } from './outcome.js';
import { Scanner } from './scanner.js';
import * as screen from './screen.js';
import { allow, play } from './sound.js';
import { hideStill, showStill } from './still.js';
import { note } from './timings.js';
import { otherLang, wordsOf } from './words.js';

const BACK_MS = 12000; // a refusal that nobody touches makes way for the next try
const REST_MS = 1500; // after a person is done: the phone on its way down is not read again
const AGAIN_MS = 300;
const HOLD_MS = 900;

const options = optionsOf(location.search);
const guide = new Guide();
let lang = options.lang;
let shown = null; // the only variable that holds what is known of a person
let trouble = '';
let backAt = 0;

const isLarge = () => document.body.dataset.large === '1';
const isAsFound = () => lang === options.lang && isLarge() === options.large;
const isRefused = () => shown !== null && shown.verdict.decision !== 'accept';

const scanner = new Scanner(document.getElementById('preview'), options, {
  settled(settings, examples) {
    idle.seconds = idleSeconds(options.idle, settings.idle_seconds);
    screen.drawExamples(examples, lang, hold);
    if (examples.length) setTimeout(() => shown || screen.isHeld() || hold(examples[0].id), HOLD_MS);
  },
  scanning,
  trouble(kind) {
    if (kind === 'too_many') return guide.tell({ zh: wordsOf('zh').busy, en: wordsOf('en').busy }, { name: 'clock' });
    const isNew = trouble !== kind;
    trouble = kind;
    screen.drawTrouble(kind, lang);
    if (!isNew) return;
    screen.showState('trouble', { tone: 'warn' });
    screen.focusTitle('trouble');
  },
  answer(answer, times) {
    if (answer.found && answer.verdict.decision !== 'retry_scan') {
      show(answer);
      note(times, answer.timing_us);
      return true;
    }
    if (answer.found) guide.tell(messageLines(answer.verdict.message), { reason: answer.verdict.reason });
    else guide.offer(answer.guidance);
    return false;
  },
});

const idle = new Idle({
  matters: () => (shown ? 'warn' : isAsFound() ? 'no' : 'quiet'),
  count: (left) => (left === null ? hideStill() : showStill(left)),
  wipe,
});

function show(answer) {
  shown = answer;
  const tone = toneOf(answer);
  screen.fillOutcome(drawOutcome(answer, lang));
  screen.showState(isRefused() ? 'refused' : 'result', { tone, reason: answer.verdict.reason });
  scrollTo(0, 0);
  screen.focusTitle('outcome');
  screen.announce(spokenOutcome(answer, lang));
  idle.touch();
  backAt = performance.now() + BACK_MS;
  tick();
  play(tone);
  // After it is painted: putting the picture down can wait, the person cannot.
  setTimeout(() => {
    scanner.lower();
    screen.pressExample('');
  });
}

function scanning() {
  trouble = '';
  guide.reset();
  screen.showState('scanning');
  screen.focusTitle('scanning');
}

// Takes everything of the answer out of the page and out of memory.
function forget() {
  shown = null;
  screen.fillOutcome(null);
  screen.announce('');
  getSelection()?.removeAllRanges();
  scrollTo(0, 0);
  idle.touch();
}

function again() {
  forget();
  scanner.start(AGAIN_MS);
}

// The next person finds the kiosk as this one did: nothing of the answer, no frame, the first language and size.
function wipe() {
  scanner.stop();
  forget();
  scanner.clear();
  screen.pressExample('');
  screen.enlarge(options.large);
  speak(options.lang);
  if (!document.hidden) scanner.start(REST_MS);
  else if (!trouble) scanning();
}

function speak(next) {
  lang = next;
  screen.speak(lang);
  guide.speak(lang);
  if (trouble) screen.drawTrouble(trouble, lang);
  if (shown) screen.fillOutcome(drawOutcome(shown, lang));
  tick();
}

// A visitor of a demonstration holds up another person's code; the screen of the one before goes first.
async function hold(id) {
  if (shown) again();
  screen.pressExample(id);
  await scanner.hold(id).catch(() => screen.pressExample(''));
}

function tick() {
  if (!shown) return screen.drawLeave('');
  const words = wordsOf(lang);
  const left = Math.ceil((backAt - performance.now()) / 1000);
  if (isRefused() && left <= 0) return again();
  screen.drawLeave(isRefused() ? words.backIn(left) : words.clearsAfter(Math.round(idle.seconds)));
}

listen({
  speak: () => speak(otherLang(lang)),
  enlarge: () => screen.enlarge(!isLarge()),
  wipe,
  again,
  stay: () => idle.touch(),
  touched() {
    backAt = performance.now() + BACK_MS;
    allow();
  },
  wake: () => scanner.start(),
});
screen.enlarge(options.large);
speak(lang);
setInterval(tick, 250);
scanner.start();
