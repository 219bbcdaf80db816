/**
 * Makes the sample reports: lays out each version of the target under /srv/shop, runs real tools on it and writes what
 * they say, untouched, to samples/reports/<product>/<tool>-<version>.<ending>. See samples/README.md.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromBandit, fromShellCheck } from './lib/convert.mjs';
import { writeImageReport } from './lib/image.mjs';
import { layOut } from './lib/lay-out.mjs';
import { scanNetwork } from './lib/network.mjs';
import { tools } from './lib/tools.mjs';

/** A neutral place, so that no report tells where the project was checked out. */
const FOLDER = '/srv/shop';
const PRODUCTS = ['web-shop', 'payments', 'edge-network', 'build-tools'];

const samples = path.dirname(fileURLToPath(import.meta.url));
const tool = tools(samples);

function reportFile(product, name) {
  const folder = path.join(samples, 'reports', product);
  mkdirSync(folder, { recursive: true });
  return path.join(folder, name);
}

/** Runs a scanner; findings make many of them end with 1, so only a missing or unreadable report is a failure. */
function scan(product, name, command, args, { cwd = path.join(FOLDER, product), output, convert } = {}) {
  const file = reportFile(product, name);
  const result = spawnSync(command, args(file), { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (output === 'stdout') writeFileSync(file, convert ? convert(result.stdout) : result.stdout);
  try {
    JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${command} ${name}: ${result.stderr}`, { cause: error });
  }
  console.log(`  ${path.relative(samples, file)}`);
}

function trivy(product, version) {
  const args = ['fs', '--quiet', '--scanners', 'config,secret', '--skip-policy-update', '--offline-scan', '--format', 'json'];
  scan(product, `trivy-${version}.json`, tool.trivy, (file) => [...args, '--output', file, product], { cwd: FOLDER });
}

function eslint(product, version) {
  const args = ['--config', tool.eslintConfig, '--format', tool.eslintSarif];
  scan(product, `eslint-${version}.sarif`, tool.eslint, (file) => [...args, '--output-file', file, '.']);
}

function secretlint(product, version) {
  const args = ['--secretlintrc', tool.secretlintRules, '--format', tool.secretlintSarif, '**/*'];
  scan(product, `secretlint-${version}.sarif`, tool.secretlint, () => args, { output: 'stdout' });
}

function spectral(version) {
  const args = ['lint', '--ruleset', tool.spectralRules, '--format', 'sarif', '--quiet', 'openapi.yaml'];
  scan('web-shop', `spectral-${version}.sarif`, tool.spectral, (file) => [...args, '--output', file]);
}

function flawfinder(version) {
  scan('payments', `flawfinder-${version}.sarif`, 'flawfinder', () => ['--sarif', '.'], { output: 'stdout' });
}

function clang(unit, version) {
  const checks = 'core,unix,deadcode,security,alpha.security,alpha.unix';
  const args = ['--analyze', '-Xclang', '-analyzer-output=sarif', '-Xclang', `-analyzer-checker=${checks}`];
  scan('payments', `clang-${unit}-${version}.sarif`, 'clang', (file) => [...args, '-o', file, `bridge/${unit}.c`]);
}

function shellcheck(version) {
  const scripts = readdirSync(path.join(FOLDER, 'build-tools', 'scripts')).map((name) => `scripts/${name}`);
  const convert = (text) => fromShellCheck(text, '0.9.0');
  const args = ['--format', 'json1', ...scripts];
  scan('build-tools', `shellcheck-${version}.json`, 'shellcheck', () => args, { output: 'stdout', convert });
}

function bandit(version) {
  const convert = (text) => fromBandit(text, '1.6.2');
  const args = ['--recursive', '--quiet', '--format', 'json', 'settlement'];
  scan('payments', `bandit-${version}.json`, 'bandit', () => args, { output: 'stdout', convert });
}

/** `node samples/make.mjs network` makes Nmap's reports only, `… image` those of the imagined image, `… code` all others. */
const wanted = (part) => (process.argv[2] ?? part) === part;

function scanCode(version) {
  for (const product of PRODUCTS) trivy(product, version);
  for (const product of ['web-shop', 'build-tools']) eslint(product, version);
  for (const product of ['web-shop', 'payments']) secretlint(product, version);
  spectral(version);
  flawfinder(version);
  for (const unit of ['terminal', 'spool']) clang(unit, version);
  shellcheck(version);
  bandit(version);
}

for (const version of [1, 2]) {
  console.log(`Version ${version}`);
  layOut(path.join(samples, 'target'), FOLDER, version);
  if (wanted('code')) scanCode(version);
  if (wanted('image')) writeImageReport(samples, version, reportFile('web-shop', `trivy-image-${version}.json`));
  if (wanted('network')) await scanNetwork(FOLDER, version, reportFile('edge-network', `nmap-${version}.xml`));
}
execFileSync('rm', ['-r', FOLDER]);
