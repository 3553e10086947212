// The bundles are valid R4 by another library's profiles, and say every field of the visit.
import assert from 'node:assert/strict';
import test from 'node:test';
import fhirLibrary from 'fhir';
import { chinaTime, written } from './messages.mjs';

const { systems } = written;
const fhir = new fhirLibrary.Fhir();
const uri = (oid) => `urn:oid:${oid}`;
const kTypes = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const kWords = { NI: 'National unique individual identifier', PRC: 'Permanent Resident Card Number', PPN: 'Passport number',
  U: 'Unspecified identifier', HC: 'Health Card Number', SN: 'Subscriber Number', ANON: 'Anonymous identifier' };

const visits = written.visits.map(({ name, visit, fhir: text }) => {
  const bundle = JSON.parse(text);
  const of = (type) => bundle.entry.filter(({ resource }) => resource.resourceType === type);
  return { name, visit, bundle, of };
});

const fhirTime = (unix) => {
  const { date, time } = chinaTime(unix);
  return `${date.join('-')}T${time.join(':')}+08:00`;
};

function identifier(type, system, value, use, more = {}) {
  const coding = [{ system: kTypes, code: type, display: kWords[type] }];
  if (more.document) coding.push({ system: uri(systems.document_types), code: String(more.document.code), display: more.document.words });
  const out = { use, type: { coding }, system: uri(system), value };
  if (more.until) out.period = { end: more.until };
  if (more.organisation) out.assigner = { identifier: { system: uri(systems.organisation), value: more.organisation } };
  else if (more.issuer) out.assigner = { display: more.issuer };
  return out;
}

const concept = (system, { code, words }) =>
  ({ coding: [{ system: uri(system), code: String(code), display: words }], text: words });

for (const { name, visit, bundle, of } of visits) {
  const subject = { reference: bundle.entry[0].fullUrl };

  test(`the bundle of "${name}" is valid R4`, () => {
    const { valid, messages } = fhir.validate(bundle, { errorOnUnexpected: true });
    const errors = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
    assert.deepEqual(errors, []);
    assert.equal(valid, true);
    assert.equal(bundle.type, 'transaction');
    assert.deepEqual(bundle.identifier, { system: uri(systems.visit), value: visit.id });
    assert.equal(bundle.timestamp, fhirTime(visit.at));
  });

  test(`every entry of "${name}" is found again by an identifier that it has`, () => {
    for (const { fullUrl, request, resource } of bundle.entry) {
      assert.match(fullUrl, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const isKept = resource.resourceType === 'Patient' && !visit.identity;
      assert.equal(request.method, isKept ? 'POST' : 'PUT');
      const query = isKept ? request.ifNoneExist : request.url.slice(resource.resourceType.length + 1);
      assert.equal(request.url.split('?')[0], resource.resourceType);
      const [system, value] = new URLSearchParams(query).get('identifier').split('|');
      assert.ok(resource.identifier.some((one) => one.system === system && one.value === value));
      // Nothing that has a meaning of its own in a search.
      assert.doesNotMatch(value, /[,$|\\]/);
    }
  });

  test(`the patient of "${name}" is who came`, () => {
    assert.equal(of('Patient').length, 1);
    const { identity, health_card: health, social_security: social, presenter } = visit;
    const identifiers = [];
    if (identity) {
      const { code } = identity.document_type;
      const type = { 1: 'NI', 4: 'PRC', 5: 'PPN' }[code] ?? 'U';
      identifiers.push(identifier(type, code === 1 ? systems.citizen_number : systems.other_document, identity.document_number,
        'official', { document: identity.document_type }));
    }
    if (health) identifiers.push(identifier('HC', systems.health_card_index, health.index, 'secondary', health));
    if (social) {
      identifiers.push(identifier('SN', systems.social_security_card, social.card_number, 'secondary',
        { issuer: social.issuer, until: social.valid_until }));
    }
    identifiers.push(identifier('ANON', systems.person, visit.person, 'secondary'));
    const expected = { resourceType: 'Patient', identifier: identifiers };
    if (identity) {
      expected.name = [{ use: 'official', text: identity.name }];
      if (identity.sex !== undefined) expected.gender = { 1: 'male', 2: 'female' }[identity.sex] ?? 'unknown';
      if (identity.birth_date) expected.birthDate = identity.birth_date;
    }
    if (presenter) {
      expected.contact = [{ relationship: [concept(systems.relations, presenter.relation)], name: { text: presenter.name },
        period: { end: presenter.valid_until } }];
    }
    assert.deepEqual(of('Patient')[0].resource, expected);
  });

  test(`the encounter of "${name}" is the visit`, () => {
    assert.equal(of('Encounter').length, 1);
    const { meta, ...encounter } = of('Encounter')[0].resource;
    assert.equal(meta?.tag[0].code, visit.is_stale ? 'status.stale' : undefined);
    assert.deepEqual(encounter, {
      resourceType: 'Encounter',
      identifier: [{ system: uri(systems.visit), value: visit.id }],
      status: 'arrived',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
      subject,
      participant: [{ individual: { display: visit.operator } }],
      period: { start: fhirTime(visit.at) },
      location: [{ location: { display: visit.terminal } }],
      serviceProvider: { identifier: { system: uri(systems.organisation), value: visit.organisation } },
    });
  });

  test(`the coverages of "${name}" are the card's insurances`, () => {
    const card = visit.social_security;
    const resources = of('Coverage').map(({ resource }) => resource);
    assert.equal(resources.length, card?.coverages.length ?? 0);
    resources.forEach(({ identifier: own, ...resource }, index) => {
      const one = card.coverages[index];
      assert.ok(own[0].value.startsWith(`${visit.person}/${card.card_number}/${one.type.code}`));
      const classes = [{ type: { text: 'state' }, value: String(one.state.code), name: one.state.words }];
      for (const area of ['issuing_area', 'insured_area', 'pooling_area']) {
        if (card[area]) classes.push({ type: { text: area }, value: card[area] });
      }
      const payor = card.pooling_area || card.insured_area || card.issuing_area;
      assert.deepEqual(resource, {
        resourceType: 'Coverage',
        status: one.state.code === 1 ? 'active' : 'cancelled',
        type: concept(systems.insurance_types, one.type),
        subscriberId: card.card_number,
        beneficiary: subject,
        ...(one.since ? { period: { start: one.since } } : {}),
        payor: [{ identifier: { system: uri(systems.areas), value: payor } }],
        class: classes,
      });
    });
  });

  test(`the immunizations of "${name}" are the doses`, () => {
    const resources = of('Immunization').map(({ resource }) => resource);
    assert.equal(resources.length, visit.doses.length);
    resources.forEach(({ identifier: [, ...others], ...resource }, index) => {
      const dose = visit.doses[index];
      assert.deepEqual(others, dose.trace_code ? [{ system: uri(systems.trace_code), value: dose.trace_code }] : []);
      const isCode = /^[^\s]+(\s[^\s]+)*$/.test(dose.product);
      assert.deepEqual(resource, {
        resourceType: 'Immunization',
        status: 'completed',
        vaccineCode: { ...(isCode ? { coding: [{ system: uri(systems.vaccines), code: dose.product }] } : {}), text: dose.product },
        patient: subject,
        occurrenceDateTime: dose.date,
        ...(dose.lot ? { lotNumber: dose.lot } : {}),
        ...(dose.organisation
          ? { performer: [{ actor: { identifier: { system: uri(systems.organisation), value: dose.organisation } } }] } : {}),
        protocolApplied: [{ doseNumberPositiveInt: dose.number }],
      });
    });
  });
}

test('a bundle that lacks what R4 requires is found invalid, or the tests above would say nothing', () => {
  const bundle = JSON.parse(written.visits[1].fhir);
  delete bundle.entry.find(({ resource }) => resource.resourceType === 'Coverage').resource.beneficiary;
  assert.equal(fhir.validate(bundle, { errorOnUnexpected: true }).valid, false);
});
