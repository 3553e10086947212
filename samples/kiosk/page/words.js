// The words of the page's own screens; what a verdict and the rules say comes from the agent in both languages.
// `|` stands where a line of Chinese may break besides after punctuation.

const zh = {
  brand: '合一|自助查询',
  large: '放大字体',
  normal: '标准字体',
  starting: '请稍候',
  scanTitle: '请把合一码|对准方框',
  scanHow: '手机屏幕朝向这里，|相距约一个手掌',
  promise: '信息只在本机核验，离开后自动清除',
  simulated: '演示画面，非摄像头拍摄',
  show_code: '请举起手机，出示合一码',
  closer: '请靠近一点',
  farther: '请离远一点',
  whole_code: '请把整个码|放进框里',
  hold_still: '请拿稳手机，|稍等一下',
  more_light: '太暗了，请调亮|手机屏幕',
  glare: '有反光，请把手机|稍微斜一点',
  busy: '机器正忙，请稍候',
  accepted: '验证通过',
  refused: '验证未通过',
  otherWay: '这里暂不支持这种码',
  cardEnds: (card) => `卡号尾号 ${card}`,
  counts: { eligible: '可以办理', not_eligible: '暂不能办理', unknown: '暂时无法确定' },
  items: (count) => `${count} 项`,
  noBooks: '验证通过。这台机器没有可查的服务，请到窗口办理。',
  printed: '这是打印码',
  printedNext: '要办理业务，请用手机出示合一码，或带身份证到人工窗口',
  repeat: '刚才已验证过，无需再次出示',
  asOf: (time) => `数据截至 ${time}（北京时间）`,
  staleWord: '数据较旧',
  staleWords: '情况可能有变化，请以窗口查询结果为准',
  why: '原因',
  todo: '怎么办',
  nextTitle: '您可以这样做',
  staff: '工作人员参考',
  again: '再试一次',
  done: '完成，清除',
  more: '更多内容',
  clearsAfter: (seconds) => `${seconds} 秒没有操作，自动清除`,
  backIn: (seconds) => `${seconds} 秒后自动返回`,
  still: '您还在吗？',
  stillWords: '秒后清除|屏幕上的内容',
  stay: '我还在，继续看',
  demo: '演示',
  demoHow: '点一个例子，相当于那个人出示手机：',
  trouble: {
    unreachable: ['请稍候', '机器正在恢复，好了会自动继续'],
    not_ready: ['这台机器|还不能使用', '请找工作人员，或到人工窗口办理'],
    denied: ['摄像头没有打开', '请找工作人员开启摄像头'],
    absent: ['找不到摄像头', '请找工作人员，或到人工窗口办理'],
  },
};

const en = {
  brand: 'Heyi kiosk',
  large: 'Larger text',
  normal: 'Normal text',
  starting: 'One moment, please',
  scanTitle: 'Hold up your Heyi code',
  scanHow: 'Screen facing here, about 15 cm away',
  promise: 'Checked here only, cleared when you leave',
  simulated: 'Demonstration picture, no camera',
  show_code: 'Please show your Heyi code',
  closer: 'A little closer, please',
  farther: 'A little farther away, please',
  whole_code: 'Show the whole code in the frame',
  hold_still: 'Hold still for a moment',
  more_light: 'Too dark: brighten the screen',
  glare: 'Glare: tilt the phone a little',
  busy: 'The machine is busy, one moment please',
  accepted: 'Verified',
  refused: 'Not accepted',
  otherWay: 'This kind of code is not read here',
  cardEnds: (card) => `Card ending in ${card}`,
  counts: { eligible: 'Open to you', not_eligible: 'Not open now', unknown: 'Cannot be told' },
  items: (count) => `${count}`,
  noBooks: 'Verified. This machine has no services to look up; please go to a counter.',
  printed: 'This is a printed code',
  printedNext: 'To use services, show the code on your phone, or bring your identity card to a counter',
  repeat: 'Verified a moment ago already; nothing is done twice',
  asOf: (time) => `Data as of ${time} (China time)`,
  staleWord: 'Older data',
  staleWords: 'things may have changed; the counter decides',
  why: 'Why',
  todo: 'What to do',
  nextTitle: 'What you can do',
  staff: 'For staff',
  again: 'Try again',
  done: 'Done, clear',
  more: 'More below',
  clearsAfter: (seconds) => `Clears after ${seconds} s without a touch`,
  backIn: (seconds) => `Goes back by itself in ${seconds} s`,
  still: 'Still there?',
  stillWords: 'seconds until the screen is cleared',
  stay: 'Yes, keep it open',
  demo: 'Demo',
  demoHow: 'Tap an example, as if you held up that person\'s phone:',
  trouble: {
    unreachable: ['One moment, please', 'The machine is recovering and goes on by itself'],
    not_ready: ['This machine is not ready', 'Please ask the staff, or go to a counter'],
    denied: ['The camera is not allowed', 'Please ask the staff to allow the camera'],
    absent: ['There is no camera', 'Please ask the staff, or go to a counter'],
  },
};

const all = { zh, en };

export const otherLang = (lang) => (lang === 'zh' ? 'en' : 'zh');
export const langName = { zh: '中文', en: 'English' };
export const langTag = { zh: 'zh-CN', en: 'en' };
export const wordsOf = (lang) => all[lang];

// China keeps one time all year, so eight hours are added and no time-zone data is needed.
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];

export function chinaTime(text, lang) {
  const at = new Date(Date.parse(text) + 8 * 3600 * 1000);
  if (Number.isNaN(at.getTime())) return '';
  const clock = at.toISOString().slice(11, 16);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  return lang === 'zh' ? `${year}年${month + 1}月${day}日 ${clock}` : `${day} ${MONTHS[month]} ${year}, ${clock}`;
}
