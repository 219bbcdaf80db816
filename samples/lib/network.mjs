import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const HOSTS = '127.0.10.1-5';
const PORTS = '21-25,80,110,143,443,3000,3306,5432,5900,6379,8080,8443,9200,11211';
const SCRIPTS = 'default,ssl-enum-ciphers,http-security-headers,redis-info';

function certificate() {
  const folder = mkdtempSync(path.join(tmpdir(), 'lagebild-edge-'));
  const subject = '/O=Careless shop/CN=edge.shop.example';
  execFileSync(
    'openssl',
    // prettier-ignore
    ['req', '-x509', '-newkey', 'rsa:1024', '-sha1', '-nodes', '-days', '30', '-subj', subject, '-keyout', 'key.pem', '-out', 'cert.pem'],
    { cwd: folder, stdio: 'ignore' },
  );
  return folder;
}

/** Starts the edge network on loopback and lets Nmap look at it. Only 127.0.10.0/24 is bound and asked. */
export async function scanNetwork(folder, version, report) {
  const servers = spawn(process.execPath, ['servers.mjs', String(version), certificate()], {
    cwd: path.join(folder, 'edge-network'),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    await Promise.race([once(servers.stdout, 'data'), once(servers, 'exit').then(() => Promise.reject(new Error('no servers')))]);
    const options = ['-n', '-sT', '-sV', '--version-light', '-T4', '-p', PORTS, '--script', SCRIPTS, '--host-timeout', '120s'];
    execFileSync('nmap', [...options, '-oX', path.basename(report), HOSTS], { cwd: path.dirname(report), stdio: 'ignore' });
  } finally {
    servers.stdin.end();
    await once(servers, 'exit');
  }
}
