import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pki } from '@/e2e/lab/pki/pki';
import { freePorts } from '@/e2e/lab/start/ports';
import { launch, listening } from '@/e2e/lab/start/process';
import type { NginxServer, Started } from '@/e2e/lab/types';

/** What Debian's openssl.cnf forbids is the point of half of these servers. */
export const OPENSSL_CONF = `openssl_conf = lab
[lab]
ssl_conf = ssl
[ssl]
system_default = all
[all]
MinProtocol = TLSv1
CipherString = DEFAULT:@SECLEVEL=0
`;

function block(server: NginxServer, port: number, pki: Pki): string {
  const certificates = server.leaves.flatMap((leaf) => [
    `ssl_certificate ${pki.folder}/${leaf}.pem`,
    `ssl_certificate_key ${pki.folder}/${leaf}.key`,
  ]);
  const own = (server.tls ?? []).map((line) => line.replace(/^ssl_dhparam /, `ssl_dhparam ${pki.folder}/`));
  const directives = [
    `listen 127.0.0.1:${port} ssl`,
    `server_name ${server.id}.tls.test`,
    `ssl_protocols ${server.protocols}`,
    `ssl_ciphers ${server.ciphers}`,
    ...certificates,
    ...(server.hsts === undefined ? [] : [`add_header Strict-Transport-Security "${server.hsts}" always`]),
    ...own,
    ...(own.some((line) => line.startsWith('return')) ? [] : ['return 200 "lab"']),
  ];
  return `server { ${directives.join('; ')}; }`;
}

function config(blocks: readonly string[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`);
  return `daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 4096; }
http {
  access_log off;
  ${temporary.join(' ')}
  ssl_prefer_server_ciphers on;
  ssl_session_cache shared:lab:2m;
  ${blocks.join('\n  ')}
}
`;
}

/** All servers in one nginx, each on a port of its own. @throws when nginx does not start */
export async function startNginx(
  servers: readonly NginxServer[],
  pki: Pki,
): Promise<{ readonly ports: ReadonlyMap<string, number>; stop: Started['stop'] }> {
  const ports = await freePorts(servers.length);
  const folder = await mkdtemp(join(tmpdir(), 'lagebild-lab-nginx-'));
  const blocks = servers.map((server, at) => block(server, ports[at] ?? 0, pki));
  await writeFile(join(folder, 'nginx.conf'), config(blocks));
  await writeFile(join(folder, 'openssl.cnf'), OPENSSL_CONF);
  const program = launch('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    cwd: folder,
    env: { OPENSSL_CONF: join(folder, 'openssl.cnf') },
  });
  const stop = async () => {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await listening(ports.at(-1) ?? 0, program);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ports: new Map(servers.map(({ id }, at) => [id, ports[at] ?? 0])), stop };
}
