// A city whose people show codes: fresh ones, and each kind that must be refused.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import qrcode from 'qrcode-generator';
import { Offices, area, at, authorities, program } from './kiosk_offices.mjs';
import { people } from './kiosk_people.mjs';
import { pngOfModules } from './scene.mjs';

export class City extends Offices {
  codes = 0;

  // A fresh code as `{ file, png }`: of all cards that show what is asked for; `seconds` moves its time.
  present(name, { aud = 'social', show = 'ss,id', seconds = 0, cards } = {}) {
    const wanted = show.split(',');
    const asked = Object.values(authorities).filter(({ sections }) => sections.some((one) => wanted.includes(one)));
    const shown = cards ?? asked.map(({ key }) => `${name}.${key}.card`);
    const file = this.nextCode();
    this.heyi(`present ${shown.join(' ')} --holder ${name}.pem --show ${show} --aud ${aud} --module-pixels 6 --at`,
      at(seconds), '--out', file);
    return { file, png: readFileSync(file) };
  }

  nextCode() {
    this.codes += 1;
    return this.path(`code-${this.codes}.png`);
  }

  // What must be refused, each in a code of its own.
  forged(name = 'employee') {
    const card = readFileSync(this.path(`${name}.hrss.card`));
    // The card ends with the issuer's signature: its last bit is changed, and the holder signs the whole truly.
    card[card.length - 1] ^= 1;
    writeFileSync(this.path('forged.card'), card);
    return this.present(name, { cards: ['forged.card'] });
  }

  // Somebody who calls himself JN-HRSS, with a key that no root keeper knows.
  strange(name = 'employee') {
    const { id, ss, index } = people[name];
    this.card(name, 'JN-HRSS', 'stranger', { id, ss, status: { uri: 'jn:ss:1', index } }, 'strange');
    return this.present(name, { cards: ['strange.card'] });
  }

  expired(name = 'employee') {
    return this.present(name, { seconds: -600 });
  }

  revoked() {
    return this.present('revoked');
  }

  wrongAudience(name = 'employee') {
    return this.present(name, { aud: 'medical' });
  }

  // A code that this terminal took a minute ago: the memory of its folder knows it, before any program is started.
  replayed(state, name = 'employee') {
    const code = this.present(name, { seconds: -70 });
    this.apply(this.bundle, state, -69);
    this.verify(code, state, { seconds: -60 });
    return code;
  }

  // Codes of today's apps, which say nothing without a network: 424 and digits, or hexadecimal with a mark behind it.
  incumbent(text = `424${'3701'.repeat(6)}5`) {
    const code = qrcode(0, 'M');
    code.addData(text, /^\d+$/.test(text) ? 'Numeric' : 'Alphanumeric');
    code.make();
    const file = this.nextCode();
    const png = pngOfModules(code.getModuleCount(), (row, column) => code.isDark(row, column));
    writeFileSync(file, png);
    return { file, png };
  }

  // What the command line says of a code, as a kiosk of this city: the verdict, and the rule books' answers.
  verify(code, state, { seconds = 0 } = {}) {
    const run = spawnSync(program, ['verify', code.file, '--root', this.root, '--state', state, '--policy', 'kiosk',
      '--area', area, '--at', at(seconds), '--json'], { encoding: 'utf8' });
    if (!run.stdout) throw new Error(run.stderr);
    const [verdict, ...books] = run.stdout.trim().split('\n').map((line) => JSON.parse(line));
    return { ...verdict, books };
  }
}
