// What the person before the screen can do about a refusal. The agent's own next step speaks to staff at a counter
// (“ask the holder …”); it is shown as well, for whoever is called to help.

// Picture, what to do in both languages, and a title where the reason's own sentence speaks of lists and keys.
const ADVICE = {
  refresh: ['refresh', '请在手机上|刷新合一码，再对准一次', 'Refresh the code on your phone, then hold it up again'],
  heyi: ['phone', '请在手机上|打开合一码，再对准一次', 'Open the Heyi code on your phone, then hold it up again'],
  other: ['phone', '请改用合一码|再试一次；如要用现在这个码，请到人工窗口|办理',
    'Show your Heyi code instead; to use this code, please go to a counter',
    '您出示的是|其他业务的码', 'This code is for another service'],
  printed: ['phone', '这里不收打印的码。请用手机出示合一码，或带身份证|到人工窗口',
    'Printed codes are not taken here. Use the code on your phone, or bring your identity card to a counter'],
  purpose: ['phone', '请在手机上|选择“社保”用途，重新生成合一码，再对准一次',
    'On your phone, choose “social security” as the purpose, make the code anew, then hold it up again'],
  include: ['phone', '请在手机上|勾选要出示的内容，重新生成合一码，再对准一次',
    'On your phone, include what is needed, make the code anew, then hold it up again'],
  clock: ['phone', '请把手机时间|设为“自动设置”，刷新合一码，再对准一次',
    'Set your phone\'s clock to automatic, refresh the code, then hold it up again'],
  renew: ['card', '请联系发卡机构|更新您的卡，或带身份证|到人工窗口',
    'Ask the authority that issued your card to renew it, or bring your identity card to a counter'],
  lost: ['card', '请带身份证，到发卡机构|解除挂失', 'Bring your identity card to the authority that issued the card'],
  issuer: ['card', '请带身份证，联系发卡机构', 'Bring your identity card, and ask the authority that issued the card'],
  machine: ['counter', '您的卡没有问题，是机器的原因，请到人工窗口|办理', 'Your card is not at fault. Please go to a counter',
    '这台机器|暂时不能核验', 'This machine cannot check codes just now'],
  counter: ['counter', '请带身份证|到人工窗口，工作人员|会帮您核对',
    'Please bring your identity card to a counter; the staff will help you',
    '这张卡|需要人工核对', 'This card needs a person to check it'],
};

const BY_REASON = {
  'text.needs_online': 'other', 'text.unknown_prefix': 'heyi', 'scan.symbol_mode': 'refresh',
  'time.proof_stale': 'refresh', 'time.proof_future': 'clock', 'time.expired': 'renew',
  'time.section_expired': 'renew', 'time.not_yet_valid': 'counter', 'time.clock_suspect': 'machine',
  'replay.seen': 'refresh', 'replay.before_memory': 'refresh', 'proof.missing': 'refresh',
  'challenge.mismatch': 'refresh', 'challenge.unexpected': 'refresh', 'person.device_mismatch': 'issuer',
  'scope.wrong_audience': 'purpose', 'scope.static_not_allowed': 'printed', 'scope.section_missing': 'include',
  'trust.signer_expired': 'renew', 'trust.wrong_issuer': 'counter', 'trust.wrong_role': 'counter',
  'trust.unvouched': 'counter', 'trust.unknown_key': 'counter', 'status.revoked': 'issuer',
  'status.suspended': 'lost', 'status.index_out_of_range': 'counter', 'status.reserved': 'counter',
};

// Families that are about the terminal's own lists, clock and storage: nobody's card is to blame.
const OF_MACHINE = ['trust', 'status', 'replay', 'state', 'internal', 'rules', 'bundle', 'key', 'challenge'];

export function adviceFor(reason, lang) {
  const family = reason.split('.')[0];
  const name = BY_REASON[reason] ?? (OF_MACHINE.includes(family) ? 'machine' : 'counter');
  const [icon, zh, en, titleZh, titleEn] = ADVICE[name];
  return lang === 'zh' ? { icon, words: zh, title: titleZh } : { icon, words: en, title: titleEn };
}

// A verdict's message is one text: a sentence, and the next step.
export function messageParts(message, lang) {
  const text = message?.[lang] ?? '';
  const stop = lang === 'zh' ? '。' : '. ';
  const bare = (part) => part.replace(/[。.]\s*$/, '');
  const cut = text.indexOf(stop);
  if (cut < 0) return { sentence: bare(text), next: '' };
  return { sentence: text.slice(0, cut), next: bare(text.slice(cut + stop.length)) };
}

// Sentence and next step as one line in each language, for a place that has room for one line.
export function messageLines(message) {
  const line = (lang, between) => Object.values(messageParts(message, lang)).filter(Boolean).join(between);
  return { zh: line('zh', '，'), en: line('en', '. ') };
}
