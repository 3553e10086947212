// The city of the kiosk's tests, asked by the command line: the table of outcomes is true before any screen shows it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { City } from './kiosk_city.mjs';
import { people, services, showings } from './kiosk_people.mjs';

describe('the city of the kiosk tests', () => {
  let city, state;

  before(() => {
    city = new City();
    state = city.path('state');
    city.apply(city.bundle, state);
  });

  after(() => city?.close());

  const outcomesOf = ({ books }) => Object.fromEntries(books.flatMap((book) => book.services)
    .map(({ id, outcome }) => [id, outcome]));

  test('every service comes out each way, somewhere in the table', () => {
    for (const service of services) {
      const seen = new Set(showings.map(({ expect }) => expect[service]));
      assert.deepEqual([...seen].sort(), ['eligible', 'not_eligible', 'unknown'], service);
    }
  });

  test('nobody has another\'s number', () => {
    const numbers = Object.values(people).flatMap(({ id, ss }) => [id.document_number, ss.card_number, id.name]);
    assert.equal(new Set(numbers).size, numbers.length);
  });

  for (const { name, show, expect } of showings.filter(({ updated }) => !updated)) {
    test(`${name} shows ${show}`, () => {
      const verdict = city.verify(city.present(name, { show }), state);
      assert.equal(verdict.reason, 'ok');
      assert.deepEqual(outcomesOf(verdict), expect);
    });
  }

  test('what must be refused is refused, each for its own reason', () => {
    const refused = { forged: 'cose.signature_invalid', strange: 'trust.unknown_key', expired: 'time.proof_stale',
      revoked: 'status.revoked', wrongAudience: 'scope.wrong_audience', incumbent: 'text.needs_online' };
    const reasons = {};
    for (const kind of Object.keys(refused)) reasons[kind] = city.verify(city[kind](), state).reason;
    assert.deepEqual(reasons, refused);
    assert.equal(city.verify(city.incumbent(`${'A1B2C3D4'.repeat(8)}:1`), state).reason, 'text.needs_online');
    const elsewhere = city.path('elsewhere');
    assert.equal(city.verify(city.replayed(elsewhere), elsewhere).reason, 'replay.seen');
  });

  test('an update revokes a card and changes a rule', () => {
    assert.equal(city.verify(city.present('leaving'), state).reason, 'ok');
    city.apply(city.update(), state);
    assert.equal(city.verify(city.present('leaving'), state).reason, 'status.revoked');
    const { name, show, expect } = showings.find(({ updated }) => updated);
    assert.deepEqual(outcomesOf(city.verify(city.present(name, { show }), state)), expect);
  });
});
