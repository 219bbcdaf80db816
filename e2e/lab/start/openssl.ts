import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pki } from '@/e2e/lab/pki/pki';
import { OPENSSL_CONF } from '@/e2e/lab/start/nginx';
import { launch } from '@/e2e/lab/start/process';
import type { OpensslServer, Started } from '@/e2e/lab/types';

/** One `openssl s_server`. It serves one connection after the other. @throws when it does not start */
export async function startOpenssl(server: OpensslServer, pki: Pki): Promise<Started> {
  const conf = join(pki.folder, 'openssl.cnf');
  await writeFile(conf, OPENSSL_CONF);
  const own = ['-cert', `${server.leaf}.pem`, '-cert_chain', `${server.leaf}.rest.pem`, '-key', `${server.leaf}.key`];
  const args = ['s_server', '-accept', '127.0.0.1:0', '-www', ...own, ...server.args];
  const program = launch('openssl', args, { cwd: pki.folder, env: { OPENSSL_CONF: conf }, input: '' });
  try {
    const port = await program.line((line) => /^ACCEPT .*:(\d+)/.exec(line)?.[1]);
    return { port: Number(port), stop: program.stop };
  } catch (error) {
    await program.stop();
    throw error;
  }
}
