// Makes elements out of text: never out of markup, so nothing that is shown can become part of the page.

export function el(name, kind = '', inside = []) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.append(...(Array.isArray(inside) ? inside : [inside]));
  return element;
}

// Where a line may break: no mark in the text itself, so that it is read and copied as it is written.
export const lines = (words) => words.split('|').flatMap((part, i) => (i ? [el('wbr'), part] : [part]));

// The agent sends words in both languages; one that is missing is better said in the other than not at all.
export const text = (words, lang) => words?.[lang] || words?.zh || words?.en || '';
