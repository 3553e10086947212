// Starts the system's Chromium, which needs the same few switches in every test.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const programs = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

function program() {
  const found = programs.find((one) => one && existsSync(one));
  if (!found) throw new Error('no Chromium: install the package, or name the program in CHROMIUM');
  return found;
}

// A browser of its own with a throw-away profile; `extra` are further switches, such as those of a fake camera.
export function launch(extra = []) {
  return chromium.launch({ executablePath: program(), args: [...args, ...extra] });
}

// The same with its profile in a folder, for whoever wants to look into it; pages are made and closed with it alike.
export function launchIn(folder, extra = []) {
  return chromium.launchPersistentContext(folder, { executablePath: program(), args: [...args, ...extra] });
}
