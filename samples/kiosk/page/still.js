// The question “still there?” before a person's screen is cleared: large, over everything, with the seconds left.

const $ = (id) => document.getElementById(id);
const BEHIND = ['header', 'main', 'footer'];
let before = null;

export function showStill(left) {
  const dialog = $('still');
  const opens = dialog.hidden;
  $('still-left').textContent = String(left);
  if (!opens) return;
  before = document.activeElement;
  dialog.hidden = false;
  for (const name of BEHIND) document.querySelector(name).inert = true;
  $('stay').focus();
}

export function hideStill() {
  if ($('still').hidden) return;
  $('still').hidden = true;
  $('still-left').textContent = '';
  for (const name of BEHIND) document.querySelector(name).inert = false;
  if (before?.isConnected) before.focus({ preventScroll: true });
  before = null;
}
