// Two HL7 parsers by other people, brought to one form: [{name, fields: {number: [[[subcomponent]]]}}], escaped as it came;
// what is empty is left out at every level's end.
import { Hl7Message } from '@medplum/core';
import Hl7Standard from 'hl7-standard';

function trimmed(list, isEmpty) {
  const out = [...list];
  while (out.length > 0 && isEmpty(out.at(-1))) out.pop();
  return out;
}

const components = (list) => trimmed(list.map((one) => trimmed(one, (text) => text === '')), (one) => one.length === 0);

function fieldsOf(entries) {
  const fields = {};
  for (const [number, repetitions] of entries) {
    const full = repetitions.map(components);
    if (full.some((one) => one.length > 0)) fields[number] = full;
  }
  return fields;
}

// The last segment's CR makes it see one more, which has no name.
function medplum(text) {
  return Hl7Message.parse(text).segments.filter(({ name }, index, all) => name !== '' || index + 1 < all.length).map((segment) => {
    const entries = [];
    // fields[0] is the segment's name; getField counts as the standard does, in MSH too.
    for (let number = segment.name === 'MSH' ? 3 : 1; number <= segment.fields.length; ++number) {
      const field = segment.getField(number);
      if (!field) continue;
      entries.push([number, field.components.map((repetition, which) => repetition.map((component, place) => {
        const parts = [];
        for (let part = 0; part < component.split('&').length; ++part) parts.push(field.getComponent(place + 1, part, which));
        return parts;
      }))]);
    }
    return { name: segment.name, fields: fieldsOf(entries) };
  });
}

// A field is a text, one composite, or a list of them; a component a text, or a list of subcomponents.
function standardField(value, name) {
  const repetition = (one) => {
    if (typeof one === 'string') return [[one]];
    return Object.entries(one).map(([key, component]) => {
      if (!key.startsWith(`${name}.`)) throw new Error(`${key} within ${name}`);
      return typeof component === 'string' ? [component] : component;
    });
  };
  return (Array.isArray(value) ? value : [value]).map(repetition);
}

function standard(text) {
  const message = new Hl7Standard(text);
  let failed = null;
  message.transform((error) => { failed = error; });
  if (failed) throw failed;
  return message.getSegments().map((segment) => {
    const entries = [];
    for (const [key, value] of Object.entries(segment.data)) {
      const number = Number(key.split('.')[1]);
      if (segment.type === 'MSH' && number < 3) continue;
      entries.push([number, standardField(value, key)]);
    }
    return { name: segment.type, fields: fieldsOf(entries) };
  });
}

export const parsers = { '@medplum/core': medplum, 'hl7-standard': standard };
