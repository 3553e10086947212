// Other people's parsers read, of every visit and in both charsets, every field that was written and none besides.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectedSegments } from './expected_hl7.mjs';
import { decoded, octetsOf, unescaped, written } from './messages.mjs';
import { parsers } from './parsers.mjs';

const plain = (segments) => segments.map(({ name, fields }) => ({
  name,
  fields: Object.fromEntries(Object.entries(fields).map(([number, repetitions]) =>
    [number, repetitions.map((one) => one.map((component) => component.map(unescaped)))])),
}));

for (const [library, parse] of Object.entries(parsers)) {
  for (const charset of ['utf8', 'gb18030']) {
    for (const { name, visit, ...messages } of written.visits) {
      test(`${library} reads the visit "${name}" in ${charset}`, () => {
        const text = decoded(octetsOf(messages, charset), charset);
        assert.deepEqual(plain(parse(text)), expectedSegments(visit, charset));
      });
    }
  }
}

test('octets that end segments or frames occur in no message but where a segment ends', () => {
  for (const { name, visit, ...messages } of written.visits) {
    for (const charset of ['utf8', 'gb18030']) {
      const octets = octetsOf(messages, charset);
      assert.equal(octets.filter((octet) => octet < 0x20).length, expectedSegments(visit, charset).length, name);
      assert.equal(octets.at(-1), 0x0d);
    }
  }
});

test('a receiver that splits GB 18030 before it decodes would go wrong, and the visit "rare" shows it', () => {
  const rare = written.visits.find(({ name }) => name === 'rare');
  const separators = (octets) => octets.filter((octet) => octet === 0x7c).length;
  assert.equal(separators(octetsOf(rare, 'gb18030')), separators(octetsOf(rare, 'utf8')) + 1);
});
