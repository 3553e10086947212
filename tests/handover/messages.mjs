// The messages that print-messages writes, and the two charsets decoded as a receiver does: first the octets, then HL7.
import { execFileSync } from 'node:child_process';

export const written = JSON.parse(execFileSync(process.env.PRINT_MESSAGES, { maxBuffer: 64 << 20 }));

export const octetsOf = (visit, charset) =>
  charset === 'utf8' ? Buffer.from(visit.utf8, 'utf8') : Buffer.from(visit.gb18030_hex, 'hex');

export const decoded = (octets, charset) =>
  new TextDecoder(charset === 'utf8' ? 'utf-8' : 'gb18030', { fatal: true }).decode(octets);

const kEscapes = { F: '|', S: '^', T: '&', R: '~', E: '\\' };

// HL7 v2.5, 2.7: one pass from left to right.
export const unescaped = (text) => text.replace(/\\([FSTRE])\\/g, (_, letter) => kEscapes[letter]);

const two = (number) => String(number).padStart(2, '0');

// The wall clock in China, as the parts that both forms are written from.
export function chinaTime(unix) {
  const at = new Date((unix + 8 * 3600) * 1000);
  return {
    date: [at.getUTCFullYear(), two(at.getUTCMonth() + 1), two(at.getUTCDate())],
    time: [two(at.getUTCHours()), two(at.getUTCMinutes()), two(at.getUTCSeconds())],
  };
}
