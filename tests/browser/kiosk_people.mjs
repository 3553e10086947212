// The people of the kiosk's tests: what their cards say, what they show, and what each service is to answer.
//
// All of them are made up: county 379999 does not exist, so nobody has these document numbers. Card numbers end in
// letters and digits that nothing else holds by chance, for whoever searches for them. Days are counted from today, as
// a kiosk takes the clock of its machine.

// The twelve services of samples/rules/city.json, in its order; a row of the table has one sign for each.
export const services = ['outpatient-settlement', 'employee-medical', 'resident-medical', 'resident-pension',
  'unemployment-benefit', 'subsistence-allowance', 'extreme-poverty-support', 'maternity', 'elderly-free-vaccination',
  'child-vaccination-complete', 'record-access', 'cross-region-care'];
const outcomes = { e: 'eligible', n: 'not_eligible', '?': 'unknown' };

// A day in China, so many years and days from today; a negative count lies in the past.
export function day(years, days = 0) {
  const date = new Date(Date.now() + (8 * 3600 + days * 86_400) * 1000);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

// A number of GB 11643 with its check character; an even order is a woman's.
function documentNumber(birth, order) {
  const digits = `379999${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit) => ((total + Number(digit)) * 2) % 11, 0);
  return digits + '10X98765432'[sum % 11];
}

function identity(name, birth, order) {
  return { document_type: 1, document_number: documentNumber(birth, order), name, sex: order % 2 === 1 ? 1 : 2,
    birth_date: birth };
}

function insured(number, coverages, insuredArea = '370102', poolingArea = '370100') {
  return { card_number: number, issuing_area: '370100', insured_area: insuredArea, pooling_area: poolingArea,
    coverages };
}

function doses(product, count, since, traced = count) {
  return Array.from({ length: count }, (_, i) => ({ product, dose: i + 1, date: day(-3, since + 30 * i),
    ...(i < traced ? { trace_code: `8123456789012345678${i}` } : {}) }));
}

const none = '????????????';
// Which authority vouches for what: JN-HRSS ss and id, JN-HC hc, vx and mr, JN-MZ bn. A person has one card of each
// authority whose sections are named here; `index` is the card's place in the status list of each.
export const people = {
  pensioner: {
    index: 101, id: identity('王桂芳', day(-71, -40), 2),
    ss: insured('A37000KQ01', [{ type: 390, state: 1 }, { type: 120, state: 1 }]),
    bn: { benefits: [{ category: 1, area: '370102', valid_until: day(1) },
      { category: 2, area: '370102', valid_until: day(0, -20) }] },
  },
  employee: {
    index: 102, id: identity('李建国', day(-40, -40), 1),
    ss: insured('A37000KQ02', [{ type: 310, state: 1 }, { type: 210, state: 1, since: day(-15) }]),
    mr: { records: [{ organisation: '12370100MB1234567U', locator: 'MZ-2026-000102', kind: 1, date: day(0, -30) }] },
  },
  jobless: {
    index: 103, id: identity('赵海燕', day(-35, -40), 4),
    ss: insured('A37000KQ03', [{ type: 310, state: 2 }, { type: 210, state: 2, since: day(-5) }]),
    mr: { records: [{ organisation: '12370100MB1234567U', locator: 'CF-2026-000103', kind: 5, date: day(0, -9) }] },
  },
  migrant: {
    index: 104, id: identity('孙志强', day(-30, -40), 3),
    ss: insured('A37000KQ04', [{ type: 310, state: 1 }], '110105', '110100'),
  },
  child: {
    index: 105, id: identity('周小宝', day(-4, -40), 5),
    ss: insured('A37000KQ05', [{ type: 390, state: 1 }]),
    vx: { doses: [...doses('DTaP', 4, 0), ...doses('HepB', 3, 5)] },
  },
  toddler: {
    index: 106, id: identity('吴小雨', day(-4, -50), 6),
    ss: insured('A37000KQ06', [{ type: 390, state: 1 }]),
    vx: { doses: [...doses('DTaP', 4, 0, 3), ...doses('HepB', 3, 5)] },
  },
  poor: {
    index: 107, id: identity('郑德山', day(-68, -40), 7),
    ss: insured('A37000KQ07', [{ type: 390, state: 1 }]),
    bn: { benefits: [{ category: 2, area: '370102' }, { category: 1, area: '370200', valid_until: day(1) }] },
  },
  silent: {
    index: 108, id: identity('冯静', day(-50, -40), 8),
    ss: { card_number: 'A37000KQ08', issuing_area: '370100' },
  },
  revoked: {
    index: 109, id: identity('陈国栋', day(-45, -40), 9),
    ss: insured('A37000KQ09', [{ type: 310, state: 1 }]),
  },
  // Valid in the first status list, revoked in the one that an update brings.
  leaving: {
    index: 110, id: identity('褚玉兰', day(-62, -40), 10),
    ss: insured('A37000KQ10', [{ type: 310, state: 1 }]),
  },
};

// Who shows what, and what comes of it.
export const showings = [
  { name: 'pensioner', show: 'ss,id,bn', expect: 'enee' + 'nenn' + 'e??n' },
  { name: 'pensioner', show: 'ss', expect: 'ene?' + 'n??n' + '???n' },
  { name: 'employee', show: 'ss,id,mr', expect: 'eenn' + 'n??e' + 'n?en' },
  { name: 'jobless', show: 'ss', expect: 'nnnn' + 'e??n' + '???n' },
  { name: 'jobless', show: 'ss,id,mr', expect: 'nnnn' + 'e??n' + 'n?nn' },
  { name: 'migrant', show: 'ss,id', expect: 'nenn' + 'n??e' + 'n??e' },
  { name: 'child', show: 'ss,vx', expect: 'enen' + 'n??n' + '?e?n' },
  { name: 'toddler', show: 'ss,vx', expect: 'enen' + 'n??n' + '?n?n' },
  { name: 'poor', show: 'ss,bn', expect: 'enen' + 'nnen' + '???n' },
  { name: 'silent', show: 'ss', expect: none },
  // The rule pack of the update asks for a record of a stay in hospital besides.
  { name: 'employee', show: 'ss,id,mr', updated: true, expect: 'eenn' + 'n??e' + 'n?nn' },
].map(({ expect, ...showing }) => ({ ...showing,
  expect: Object.fromEntries([...expect].map((sign, i) => [services[i], outcomes[sign]])) }));

// Words that nobody may find on a machine after a person has left, each with what it is.
export function personalWords(name) {
  const { id, ss } = people[name];
  const [first, last] = [id.name[0], id.name.slice(-1)];
  return { name: id.name, masked: id.name.length > 2 ? `${first}*${last}` : `${first}*`, card: ss.card_number,
    tail: ss.card_number.slice(-4), document: id.document_number };
}
