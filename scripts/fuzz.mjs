// npm run fuzz: breaks reports of every format in thousands of ways and reads them as an import does, deliveries of events
// in every shape, what backup tools tell, OSCAL catalogues, and answers of TLS servers in ten thousand ways for each of their parsers. Allowed are
// findings or events, and a refusal that names the place.
// Options: npm run fuzz -- trivy --seed 42 --cases 5000, --case 17 for one case again; npm run fuzz -- tls x509 --seed 42;
// npm run fuzz -- events falco; npm run fuzz -- backups borg; npm run fuzz -- oscal.
// LAGEBILD_CORPUS names a folder of real reports to begin with, beside the parsers' own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './lib/bundle.mjs';

const root = process.cwd();
const corpus = process.env.LAGEBILD_CORPUS;
const given = process.argv.slice(2);
const kind = ['tls', 'events', 'backups', 'oscal'].find((name) => name === given[0]);
const options = kind ? given.slice(1) : given;
const withCorpus = [...options, ...(corpus ? ['--corpus', corpus] : [])];

await bundle(root, {
  fuzz: 'lib/imports/fuzz/main.ts',
  'fuzz-reader': 'lib/imports/fuzz/reader.ts',
  'fuzz-events': 'lib/events/fuzz/main.ts',
  'fuzz-events-thread': 'lib/events/fuzz/thread.ts',
  'fuzz-backups': 'lib/backups/fuzz/main.ts',
  'fuzz-backups-thread': 'lib/backups/fuzz/thread.ts',
  'fuzz-oscal': 'lib/compliance/fuzz/main.ts',
  'fuzz-oscal-thread': 'lib/compliance/fuzz/thread.ts',
  'fuzz-tls': 'lib/tls/fuzz/main.ts',
  'fuzz-tls-thread': 'lib/tls/fuzz/thread.ts',
});

function run(program, args) {
  const command = ['--enable-source-maps', join(root, 'dist', `${program}.mjs`), ...args];
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

if (kind === 'tls' || given.length === 0) run('fuzz-tls', options);
if (kind === 'events' || given.length === 0) run('fuzz-events', withCorpus);
if (kind === 'backups' || given.length === 0) run('fuzz-backups', withCorpus);
if (kind === 'oscal' || given.length === 0) run('fuzz-oscal', withCorpus);
if (kind === undefined) run('fuzz', withCorpus);
