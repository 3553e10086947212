// What stands behind a city's codes, made in a scratch folder by the command line alone: keys, lists, rules, cards.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { day, people } from './kiosk_people.mjs';

export const program = process.env.HEYI ?? resolve('build/bin/heyi');
export const area = '370100';

export const authorities = {
  'JN-HRSS': { key: 'hrss', sections: ['ss', 'id'], uri: 'jn:ss:1', redact: 'id' },
  'JN-HC': { key: 'hc', sections: ['hc', 'vx', 'mr'], uri: 'jn:hc:1', redact: '' },
  'JN-MZ': { key: 'mz', sections: ['bn'], uri: 'jn:mz:1', redact: '' },
};
// A moment so many seconds from now, as --at takes it.
export const at = (seconds) => new Date(Date.now() + seconds * 1000).toISOString().replace(/\.\d+Z/, 'Z');
// The rule that an update adds to the records: without it every card of records opens them.
const staysAlone = {
  id: 'a-stay-in-hospital', reads: ['mr.records'],
  logic: { '>': [{ reduce: [{ var: 'mr.records' }, { '+': [{ var: 'accumulator' },
    { if: [{ '===': [{ var: 'current.kind' }, 2] }, 1, 0] }] }, 0] }, 0] },
  failed: { zh: '卡中没有住院病历', en: 'The card locates no record of a stay in hospital' },
  advice: { zh: '请到就诊医院登记', en: 'Register at the hospital that treated you' },
};

export class Offices {
  // `cards` and `lists` are how many seconds ago the cards and the trust list, and the status lists, were made. Cards
  // are a day old, so that codes of the last minutes are never older than the cards in them, whatever the time of day.
  constructor({ cards = 86_400, lists = 3600 } = {}) {
    this.then = -cards;
    this.folder = mkdtempSync(join(tmpdir(), 'heyi-city-'));
    this.sequence = 0;
    this.root = this.path('root.pin');
    try {
      this.found(-lists);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  path(name) {
    return join(this.folder, name);
  }

  // A command as it is typed; `more` are words that may hold a space.
  heyi(line, ...more) {
    const words = [...line.split(' '), ...more];
    try {
      return execFileSync(program, words, { cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      throw new Error(`heyi ${words.join(' ')}: ${error.stderr ?? error.message}`);
    }
  }

  // Keys, the trust list, everybody's cards, and the first bundle.
  found(when) {
    const then = at(this.then);
    for (const key of ['root', 'rules', 'hrss', 'hc', 'mz', 'stranger']) {
      this.heyi(`keygen --alg es256 --out ${key}.pem`);
    }
    this.heyi('keygen --pseudonym --out city.key');
    this.heyi('trust pin --root root.pem --env test --out root.pin');
    this.heyi(`trust init --env test --out trust.json --at ${then}`);
    for (const [issuer, { key, sections, uri }] of Object.entries(authorities)) {
      this.heyi(`trust add trust.json --issuer ${issuer} --key ${key}.pub.pem --roles issuer,status`,
        '--sections', sections.join(), '--status-uri', uri, '--at', then);
      this.heyi(`status set ${key}.status --env test --issuer ${issuer} --uri ${uri} --entries 10000`);
    }
    this.heyi(`trust add trust.json --issuer JN-HRSS --key rules.pub.pem --roles rules --at ${then}`);
    this.heyi(`trust sign trust.json --root root.pem --out trust.list --at ${then}`);
    this.book = JSON.parse(readFileSync(resolve('samples/rules/city.json'), 'utf8'));
    for (const name of Object.keys(people)) this.issue(name);
    this.bundle = this.publish({ revoke: ['revoked'], when });
  }

  // A device for the person, and a card of every authority that says something of it.
  issue(name) {
    const { index, ...said } = people[name];
    this.heyi(`keygen --alg es256 --out ${name}.pem`);
    for (const [issuer, { key, sections, uri }] of Object.entries(authorities)) {
      const held = Object.fromEntries(Object.entries(said).filter(([section]) => sections.includes(section)));
      if (Object.keys(held).length === 0) continue;
      this.card(name, issuer, key, { ...held, status: { uri, index } }, `${name}.${key}`);
    }
  }

  card(name, issuer, key, claims, out) {
    const { document_type, document_number } = people[name].id;
    const { redact } = authorities[issuer];
    writeFileSync(this.path(`${out}.json`), JSON.stringify({ issuer, person: { document_type, document_number },
      valid_until: day(5), ...claims }));
    this.heyi(`request --holder ${name}.pem --to ${issuer} --out request --at ${at(this.then)}`);
    this.heyi(`issue ${out}.json --key ${key}.pem --pseudonym-key city.key --request request --out ${out}.card`,
      '--at', at(this.then), ...(redact ? ['--redact', redact] : []));
  }

  // Lists and rules as they stand from now on, as one bundle; its path. `change` alters a copy of the rule book.
  publish({ revoke = [], change, when = 0 }) {
    this.sequence += 1;
    const book = structuredClone(this.book);
    change?.(book);
    writeFileSync(this.path('rules.json'), JSON.stringify(book));
    this.heyi(`rules sign rules.json --key rules.pem --issuer JN-HRSS --sequence ${this.sequence} --env test`,
      '--out', 'city.rules', '--at', at(when));
    for (const name of revoke) this.heyi(`status set hrss.status --index ${people[name].index} --to revoked`);
    const keys = Object.values(authorities).map(({ key }) => key);
    for (const key of keys) {
      this.heyi(`status publish ${key}.status --key ${key}.pem --out ${key}.list --at ${at(when)}`);
    }
    const bundle = `update-${this.sequence}.bundle`;
    this.heyi(`bundle make trust.list city.rules ${keys.map((key) => `${key}.list`).join(' ')} --out ${bundle}`);
    return this.path(bundle);
  }

  // The update of the table in kiosk_people.mjs: one card more is revoked, and records are told of stays alone.
  update() {
    return this.publish({ revoke: ['leaving'], change: (book) => {
      book.services.find(({ id }) => id === 'record-access').rules.push(staysAlone);
      book.cases = book.cases.filter(({ expect }) => !expect['record-access']);
    } });
  }

  // The terminal's memory takes a bundle without any agent.
  apply(bundle, state, seconds = 0) {
    this.heyi(`bundle apply --at ${at(seconds)}`, bundle, '--root', this.root, '--state', state);
  }

  // A file appears in the folder whole, as one that is carried and renamed does.
  drop(bundle, folder) {
    mkdirSync(folder, { recursive: true });
    const name = bundle.split('/').pop();
    copyFileSync(bundle, join(folder, `.${name}.part`));
    renameSync(join(folder, `.${name}.part`), join(folder, name));
  }

  close() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
