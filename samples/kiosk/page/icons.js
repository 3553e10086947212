// The icons, drawn as SVG elements: the page's rules allow no inline picture and need none from outside.

const SVG = 'http://www.w3.org/2000/svg';

// Paths on a field of 48 by 48, drawn with a line; those that begin with `!` are filled.
const PHONE = 'M17 5h14a3 3 0 0 1 3 3v32a3 3 0 0 1-3 3H17a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z';
const SLIM =
  'M31 10h9a2.5 2.5 0 0 1 2.5 2.5v23a2.5 2.5 0 0 1-2.5 2.5h-9a2.5 2.5 0 0 1-2.5-2.5v-23a2.5 2.5 0 0 1 2.5-2.5z';
const CODE = '!M18.5 12h4.5v4.5h-4.5zM25 12h4.5v4.5H25zM18.5 18.5h4.5v4.5h-4.5zM25 18.5h2v2h-2zM27.5 21h2v2h-2z';
const PATHS = {
  // The shapes of the verdicts differ, so that no one depends on their colours.
  tick: ['M24 3a21 21 0 1 1 0 42a21 21 0 1 1 0-42z', 'M14 25l7 7l14-15'],
  cross: ['M15.5 4h17L44 15.5v17L32.5 44h-17L4 32.5v-17z', 'M17 17l14 14M31 17L17 31'],
  triangle: ['M24 5L45 42H3z', 'M24 18v11M24 34.5v1.5'],
  question: ['M24 5L45 42H3z', 'M20 23.5c0-2.5 1.8-4 4-4s4 1.5 4 3.7c0 2.8-4 3.3-4 6.3M24 34.5v1.5'],
  signpost: ['M24 4v40M16 44h16', 'M10 9h24l6 5.5l-6 5.5H10zM38 24H16l-6 5l6 5h22z'],
  show_code: [PHONE, CODE, 'M24 39V29M19.5 33l4.5-4.5l4.5 4.5'],
  closer: ['M4 24a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1-13 0z', SLIM, 'M36 24H21M26 18.5L20.5 24l5.5 5.5'],
  farther: ['M2 24a5.5 5.5 0 1 1 11 0a5.5 5.5 0 1 1-11 0z', SLIM, 'M17 24h17M29 18.5l5.5 5.5l-5.5 5.5'],
  whole_code: ['M5 14V5h9M34 5h9v9M43 34v9h-9M14 43H5v-9', 'M13 13h9v9h-9zM27 13h8v9h-8zM13 27h9v8h-9z',
    'M27 27h3v3M35 28v7h-5'],
  hold_still: [PHONE, CODE, 'M6 15v18M42 15v18'],
  more_light: ['M24 15a9 9 0 1 1 0 18a9 9 0 1 1 0-18z',
    'M24 4v5M24 39v5M4 24h5M39 24h5',
    'M9.9 9.9l3.5 3.5M34.6 34.6l3.5 3.5M9.9 38.1l3.5-3.5M34.6 13.4l3.5-3.5'],
  glare: ['M10 12l16-5a3 3 0 0 1 4 2l8 27a3 3 0 0 1-2 4l-13 4a3 3 0 0 1-4-2L8 16a3 3 0 0 1 2-4z',
    'M23 15l2.4 6.2L31.5 23l-6.1 2.3L23 31.5l-2.3-6.2l-6.2-2.3l6.2-1.8z'],
  phone: [PHONE, CODE, 'M21 38h6'],
  refresh: ['M40 24a16 16 0 1 1-5-11.6L40 17', 'M40 7v10H30'],
  counter: ['M24 5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z',
    'M12 30c0-5.5 5-9 12-9s12 3.5 12 9', 'M4 30h40v6H4zM8 36v8M40 36v8'],
  card: ['M6 10h36a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V13a3 3 0 0 1 3-3z',
    'M9 17h9v10H9zM24 19h15M24 26h15M9 32h30'],
  clock: ['M24 4a20 20 0 1 1 0 40a20 20 0 1 1 0-40z', 'M24 12v13l8 5'],
  camera: ['M5 14h8l4-6h14l4 6h8v26H5z', 'M24 19a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z'],
  shield: ['M24 4l16 6v12c0 11-7 18-16 22C15 40 8 33 8 22V10z', 'M16 24l6 6l11-12'],
  door: ['M28 6H10v36h18', 'M20 24h23M35 15.5l8.5 8.5l-8.5 8.5'],
  down: ['M24 7v33M10 26l14 14l14-14'],
  letters: ['M4 38L15 10h2l11 28M8 29h16', 'M30 38l6.5-17h1L44 38M32 33h10'],
};

// `alternative` is said instead of the picture; without it the words beside the icon say it all.
export function icon(name, alternative = '') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 48 48');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('focusable', 'false');
  if (alternative) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', alternative);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }
  for (const line of PATHS[name] ?? PATHS.triangle) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', line.replace('!', ''));
    if (line.startsWith('!')) path.setAttribute('class', 'filled');
    svg.append(path);
  }
  return svg;
}

export function fillIcons(root) {
  for (const place of root.querySelectorAll('[data-icon]')) place.replaceChildren(icon(place.dataset.icon));
}
