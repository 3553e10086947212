// What people see of a page, measured in the browser: sizes of its type, and whether anything is cut off.

// Every piece of text that is seen, in the document's order, with the size of its type and its place. Runs in the page.
export function seenText() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.data.trim();
    const parent = node.parentElement;
    if (!words || parent.closest('script, style, [aria-hidden=true]')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(parent);
    // Words for screen readers alone take a pixel or none.
    const own = parent.getBoundingClientRect();
    if (style.visibility !== 'visible' || box.width < 1 || own.width <= 1 || own.height <= 1) continue;
    found.push({ words, size: Number.parseFloat(style.fontSize) });
  }
  return found;
}

// Complaints on what is cut off, lies outside, or is too small to be touched; empty when all is well. Runs in the page.
export function cutOff() {
  const complaints = [];
  const root = document.documentElement;
  const complain = (words) => complaints.push(words);
  if (root.scrollWidth > root.clientWidth) complain(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
  const scrolls = ['auto', 'scroll', 'visible'];
  const isStill = (element) => getComputedStyle(element).overflowY === 'hidden';
  const isLong = root.scrollHeight > root.clientHeight;
  if (isLong && (isStill(root) || isStill(document.body))) complain('cannot be scrolled');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || node.parentElement.closest('.unseen')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 1) continue;
    const said = `"${node.data.trim().slice(0, 30)}"`;
    if (box.left < -1 || box.right > root.clientWidth + 1) complain(`${said} lies outside`);
    for (let around = node.parentElement; around && around !== document.body; around = around.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(around);
      const place = around.getBoundingClientRect();
      const isWide = !scrolls.includes(overflowX) && (box.left < place.left - 1 || box.right > place.right + 1);
      const isHigh = !scrolls.includes(overflowY) && (box.top < place.top - 1 || box.bottom > place.bottom + 1);
      if (isWide || isHigh) complain(`${said} is cut off by ${around.tagName}#${around.id}.${around.className}`);
      const isOutside = position === 'fixed' && (place.top < -1 || place.bottom > innerHeight + 1);
      if (isOutside) complain(`${said} is fixed outside`);
    }
  }
  for (const button of document.querySelectorAll('button')) {
    const { width, height } = button.getBoundingClientRect();
    if (width > 0 && (width < 44 || height < 44)) complain(`#${button.id} is ${width} × ${height}`);
    if (button.scrollWidth > button.clientWidth + 1) complain(`#${button.id} is too narrow for its words`);
  }
  return [...new Set(complaints)];
}
