// Talks to the agent on this machine: the token of its present start, refusals, and what became of a request.

const WAIT_MS = 5000;
let token = document.querySelector('meta[name="heyi-token"]').content;

// Trouble is a request that brought nothing: `kind` is unreachable, not_ready, too_many, too_large or refused.
export class Trouble extends Error {
  constructor(kind, waitMs = 0) {
    super(kind);
    this.kind = kind;
    this.waitMs = waitMs;
  }
}

const KINDS = { 503: 'not_ready', 500: 'not_ready', 429: 'too_many', 413: 'too_large', 404: 'refused', 400: 'refused' };

export const settings = (signal) => call('/api/settings', {}, 'json', signal);

export function sendFrame({ luma, width, height }, signal) {
  // A Blob on purpose: Chromium hands a million octets over ten times sooner in one than as an array.
  const body = new Blob([luma], { type: 'application/octet-stream' });
  return call(`/api/frame?width=${width}&height=${height}`, { method: 'POST', body }, 'json', signal);
}

export function example(id, width, height, signal) {
  return call(`/api/example/${encodeURIComponent(id)}?width=${width}&height=${height}`, {}, 'blob', signal);
}

async function call(path, options, form, signal) {
  try {
    let answer = await ask(path, options, signal);
    if (answer.status === 403 && (await reasonOf(answer)) === 'kiosk.token') {
      await renewToken(signal);
      answer = await ask(path, options, signal);
    }
    if (answer.ok) return await answer[form]();
    // What else is refused with 403 will not get better by another token: it is waited for as for a restart.
    throw new Trouble(KINDS[answer.status] ?? 'unreachable', 1000 * (Number(answer.headers.get('Retry-After')) || 0));
  } catch (error) {
    if (error instanceof Trouble || signal?.aborted) throw error;
    throw new Trouble('unreachable');
  }
}

function ask(path, options, signal) {
  const limit = AbortSignal.timeout(WAIT_MS);
  return fetch(path, {
    ...options,
    cache: 'no-store',
    headers: { ...options.headers, 'X-Heyi-Token': token },
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  });
}

async function reasonOf(answer) {
  const body = await answer.json().catch(() => null);
  return body?.error?.reason;
}

// A restarted agent has another token; it stands in the page that it serves, and this page keeps its place.
async function renewToken(signal) {
  const page = await (await ask('/', {}, signal)).text();
  const found = new DOMParser().parseFromString(page, 'text/html').querySelector('meta[name="heyi-token"]');
  if (found) token = found.content;
}
