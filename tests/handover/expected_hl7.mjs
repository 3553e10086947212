// What a message must say of a visit, from the standard and docs/integrate-terminal.md: every field, and none besides.
import { chinaTime, written } from './messages.mjs';

const { systems } = written;
const digits = (date) => date.replaceAll('-', '');
const kTypes = { 1: 'NI', 4: 'PRC', 5: 'PPN' };

const hl7Time = (unix) => {
  const { date, time } = chinaTime(unix);
  return `${date.join('')}${time.join('')}+0800`;
};

// One repetition of components, each a text or a list of subcomponents.
const composite = (...parts) => [parts.map((part) => (Array.isArray(part) ? part : [part]))];
const trimmed = (field) => field.map((repetition) => {
  const out = repetition.map((component) => [...component]);
  for (const component of out) while (component.length && component.at(-1) === '') component.pop();
  while (out.length && out.at(-1).length === 0) out.pop();
  return out;
});

function segment(name, fields) {
  const kept = {};
  for (const [number, field] of Object.entries(fields)) {
    const value = trimmed(typeof field === 'string' ? composite(field) : field);
    if (value.some((repetition) => repetition.length > 0)) kept[number] = value;
  }
  return { name, fields: kept };
}

const hd = (name, system) => [name, system, 'ISO'];
const cx = (value, name, system, type, facility = '', until = '', area = '') =>
  composite(value, '', '', hd(name, system), type, facility, '', digits(until), area);
const xpn = (name) => composite(name, '', '', '', '', '', 'L', 'I');
const ce = ({ code, words }, table) => composite(String(code), words, table);

function identifiers(visit) {
  const all = [];
  if (visit.identity) {
    const { code } = visit.identity.document_type;
    all.push(code === 1 ? cx(visit.identity.document_number, 'GB11643', systems.citizen_number, 'NI')
      : cx(visit.identity.document_number, `DOC${code}`, systems.other_document, kTypes[code] ?? 'U'));
  }
  const { health_card: health, social_security: social } = visit;
  if (health) {
    all.push(cx(health.index, 'EHC', systems.health_card_index, 'HC', health.organisation || health.issuer, '',
      health.issuing_area));
  }
  if (social) {
    all.push(cx(social.card_number, 'SSC', systems.social_security_card, 'SN', social.issuer, social.valid_until,
      social.issuing_area));
  }
  all.push(cx(visit.person, 'HEYI', systems.person, 'ANON'));
  return all.flat();
}

function observations(visit) {
  const rows = [];
  if (visit.is_stale) {
    rows.push(['CE', composite('status.stale', '卡状态列表过旧', '99HEYI'), '', composite('Y', 'Yes', 'HL70136')]);
  }
  visit.doses.forEach((dose, index) => {
    const group = String(index + 1);
    const add = (type, code, words, table, value) => {
      if (value !== '') rows.push([type, composite(code, words, table), group, composite(value)]);
    };
    add('ST', '30956-7', 'Vaccine type', 'LN', dose.product);
    add('NM', '30973-2', 'Dose number in series', 'LN', String(dose.number));
    add('DT', '30952-6', 'Date and time of vaccination', 'LN', digits(dose.date));
    add('ST', '30959-1', 'Lot number', 'LN', dose.lot);
    add('ST', 'trace_code', '追溯码', '99HEYI', dose.trace_code);
    add('ST', 'organisation', '接种单位', '99HEYI', dose.organisation);
  });
  return rows.map(([type, what, group, value], index) =>
    segment('OBX', { 1: String(index + 1), 2: type, 3: what, 4: group, 5: value, 11: 'F' }));
}

function insurances(visit) {
  const card = visit.social_security;
  if (!card) return [];
  const fund = card.pooling_area || card.insured_area || card.issuing_area;
  return card.coverages.map((one, index) => segment('IN1', {
    1: String(index + 1),
    2: ce(one.type, '99HYINS'),
    3: composite(fund, '', '', hd('GB2260', systems.areas)),
    5: composite('', '', '', '', '', '', '', '', card.insured_area),
    12: digits(one.since),
    17: composite('SEL', 'Self', 'HL70063'),
    36: card.card_number,
    45: String(one.state.code),
    49: cx(card.card_number, 'SSC', systems.social_security_card, 'SN'),
  }));
}

export function expectedSegments(visit, charset) {
  const at = hl7Time(visit.at);
  const sexes = { 1: 'M', 2: 'F' };
  const { identity, presenter } = visit;
  const pid = identity
    ? { 5: xpn(identity.name), 7: digits(identity.birth_date), 8: identity.sex === undefined ? '' : sexes[identity.sex] ?? 'U' }
    : { 5: composite('', '', '', '', '', '', 'U') };
  return [
    segment('MSH', {
      3: 'HEYI', 4: visit.organisation, 5: 'HIS', 6: written.receiving_facility, 7: at, 9: composite('ADT', 'A04', 'ADT_A01'),
      10: visit.id, 11: 'P', 12: '2.5', 17: 'CHN', 18: charset === 'utf8' ? 'UNICODE UTF-8' : 'GB 18030-2000',
    }),
    segment('EVN', { 1: 'A04', 2: at, 5: visit.operator, 7: visit.organisation }),
    segment('PID', { 1: '1', 3: identifiers(visit), ...pid }),
    ...(presenter ? [segment('NK1', {
      1: '1', 2: xpn(presenter.name), 3: ce(presenter.relation, '99HYREL'), 9: digits(presenter.valid_until),
      33: presenter.pseudonym ? cx(presenter.pseudonym, 'HEYI', systems.person, 'ANON') : '',
    })] : []),
    segment('PV1', {
      1: '1', 2: 'O', 3: composite(visit.terminal, '', '', visit.organisation),
      19: composite(visit.id, '', '', hd('HEYI', systems.visit), 'VN'), 44: at,
    }),
    ...observations(visit),
    ...insurances(visit),
  ];
}
