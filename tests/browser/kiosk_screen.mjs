// A whole kiosk for a test: a city, the real agent, a browser whose camera films what the test holds up, and its page.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { launch, launchIn } from './chromium.mjs';
import { FakeCamera } from './fake_camera.mjs';
import { Agent } from './kiosk_agent.mjs';
import { City } from './kiosk_city.mjs';

const PATIENCE = 30_000;

// Between two persons the page rests, so that a phone on its way down is not read again. Where a test lets dozens of
// people pass and says nothing of the rest, it is cut short.
function hurryUp() {
  const later = globalThis.setTimeout;
  globalThis.setTimeout = (run, ms, ...more) => later(run, ms >= 1400 && ms <= 1600 ? 50 : ms, ...more);
}

export class Kiosk {
  complaints = [];

  // `prepare` may put something into the state folder before the agent starts, `bundle` is false for an agent without
  // lists, `query` is the page's; `fps` is the camera's; `profile` is a folder for what the browser keeps; `ages` are
  // those of the city's cards and lists.
  static async open({ query = 'source=camera', bundle = true, hurry = false, ...more } = {}) {
    const kiosk = new Kiosk();
    try {
      await kiosk.#open({ query, bundle, hurry, ...more });
    } catch (error) {
      await kiosk.close();
      throw error;
    }
    return kiosk;
  }

  async #open({ query, bundle, prepare, hurry, fps, profile, ages }) {
    this.city = new City(ages);
    this.state = this.city.path('state');
    this.updates = this.city.path('updates');
    if (bundle) this.city.apply(this.city.bundle, this.state);
    prepare?.(this);
    this.agent = new Agent({ root: this.city.root, state: this.state, updates: this.updates });
    await this.agent.start();
    this.camera = new FakeCamera(join(this.city.folder, 'camera.y4m'), { fps });
    this.browser = profile ? await launchIn(profile, this.camera.switches) : await launch(this.camera.switches);
    this.page = await this.browser.newPage();
    await this.page.setViewportSize({ width: 1280, height: 800 });
    this.page.setDefaultTimeout(PATIENCE);
    if (hurry) await this.page.addInitScript(hurryUp);
    this.page.on('console', (message) => this.complaints.push(`${message.type()}: ${message.text()}`));
    this.page.on('pageerror', (error) => this.complaints.push(String(error)));
    this.page.on('request', (request) => {
      if (!request.url().startsWith(this.agent.url) && !request.url().startsWith('blob:')) {
        this.complaints.push(`asks elsewhere: ${request.url()}`);
      }
    });
    await this.goto(query);
  }

  async goto(query) {
    await this.page.goto(`${this.agent.url}?${query}`);
  }

  // Waits until the page is in one of these states; says which.
  async until(...states) {
    const found = await this.page.waitForFunction((wanted) => wanted.includes(document.body.dataset.state) &&
      document.body.dataset.state, states).catch(async (error) => {
      const said = JSON.stringify(await this.said());
      throw new Error(`not ${states.join(' or ')}, but ${said}: ${error.message}; agent: ${this.agent.log}`);
    });
    return found.jsonValue();
  }

  // What the page says of itself.
  said() {
    return this.page.evaluate(() => ({ ...document.body.dataset }));
  }

  // A person holds up a code and waits for what comes of it.
  async scan(code, scene) {
    await this.until('scanning');
    this.camera.show(code.png, scene);
    await this.until('result', 'refused');
    return this.said();
  }

  // The person takes the phone away; the camera sees the empty room before the page looks again.
  async lower() {
    this.camera.blank();
    await this.page.waitForFunction(() => {
      const video = document.querySelector('video');
      if (!video?.videoWidth) return false;
      const context = new OffscreenCanvas(32, 18).getContext('2d');
      context.drawImage(video, 0, 0, 32, 18);
      const luma = context.getImageData(0, 0, 32, 18).data.filter((_, i) => i % 4 === 0);
      return Math.max(...luma) - Math.min(...luma) < 16;
    });
  }

  async leave() {
    await this.lower();
    await this.page.click('#done');
    await this.until('scanning');
  }

  // The cards on the screen: service → { outcome, words }.
  async services() {
    const cards = await this.page.$$eval('article.service', (articles) => articles.map((article) => ({
      service: article.dataset.service, outcome: article.dataset.outcome, words: article.innerText,
      seen: article.getClientRects().length > 0,
      labels: [...article.querySelectorAll('[aria-label]')].map((one) => one.ariaLabel) })));
    assert.ok(cards.every(({ seen }) => seen), 'a card is hidden');
    assert.equal(new Set(cards.map(({ service }) => service)).size, cards.length, 'a service is shown twice');
    return Object.fromEntries(cards.map(({ service, ...card }) => [service, card]));
  }

  words() {
    return this.page.innerText('body');
  }

  async close() {
    await this.browser?.close();
    await this.agent?.kill('SIGTERM');
    this.camera?.close();
    this.city?.close();
  }
}
