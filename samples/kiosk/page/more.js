// A button that says that there is more below, for people who do not look for a scroll bar.

const button = document.getElementById('more');
const REST = 24;

function update() {
  const root = document.documentElement;
  const left = root.scrollHeight - root.clientHeight - root.scrollTop;
  button.hidden = document.body.dataset.state !== 'result' || left < REST;
}

button.addEventListener('click', () => {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({ top: innerHeight * 0.6, behavior: isCalm ? 'auto' : 'smooth' });
});
addEventListener('scroll', update, { passive: true });
new ResizeObserver(update).observe(document.querySelector('main'));
