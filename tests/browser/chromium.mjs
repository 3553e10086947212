// Starts the system's Chromium, which needs the same few switches in every test.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const programs = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// A browser of its own with a throw-away profile; `extra` are further switches, such as those of a fake camera.
export function launch(extra = []) {
  const executablePath = programs.find((program) => program && existsSync(program));
  if (!executablePath) throw new Error('no Chromium: install the package, or name the program in CHROMIUM');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', ...extra],
  });
}
