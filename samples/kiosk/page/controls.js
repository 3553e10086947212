// Hands, keys and the window itself: what each of them does to the kiosk.

// `does` has speak, enlarge, wipe, again, stay, touched, wake: one function for each thing that people can do.
export function listen(does) {
  const onClick = (id, act) => document.getElementById(id).addEventListener('click', () => act());
  onClick('lang', does.speak);
  onClick('large', does.enlarge);
  onClick('done', does.wipe);
  onClick('again', does.again);
  onClick('still', does.stay);
  for (const kind of ['pointerdown', 'keydown', 'wheel']) {
    addEventListener(kind, () => touched(kind, does), { passive: true, capture: true });
  }
  addEventListener('keydown', (event) => event.key === 'Escape' && does.wipe());
  // A long touch must not open the browser's menu, which copies, searches and prints what it is opened on.
  for (const kind of ['contextmenu', 'dragstart', 'selectstart']) {
    addEventListener(kind, (event) => event.preventDefault());
  }
  // Another window, another page, a locked screen: nobody is looking who may look.
  addEventListener('pagehide', () => does.wipe());
  document.addEventListener('visibilitychange', () => (document.hidden ? does.wipe() : does.wake()));
}

// Rings around headings are for those who use keys.
function touched(kind, does) {
  document.documentElement.classList.toggle('keys', kind === 'keydown');
  does.touched();
}
