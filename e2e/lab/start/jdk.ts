import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Pki } from '@/e2e/lab/pki/pki';
import { launch } from '@/e2e/lab/start/process';
import type { JdkServer, Started } from '@/e2e/lab/types';

const SOURCE = 'e2e/lab/start/Lab.java';
const PROPERTIES = `jdk.tls.disabledAlgorithms=
jdk.tls.legacyAlgorithms=
jdk.certpath.disabledAlgorithms=
jdk.disabled.namedCurves=
`;

/** Compiled once for each set of certificates, which is once a day. */
async function compiled(pki: Pki): Promise<string> {
  const folder = join(pki.folder, 'java');
  if (existsSync(folder)) return folder;
  const half = join(pki.folder, `java-${process.pid}`);
  await mkdir(half, { recursive: true });
  await copyFile(join(process.cwd(), SOURCE), join(half, 'Lab.java'));
  await promisify(execFile)('javac', ['-d', half, join(half, 'Lab.java')]);
  await writeFile(join(half, 'java.security'), PROPERTIES);
  await rename(half, folder).catch((error: unknown) => {
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

/** All servers in one JVM. @returns ports of those that run, and why others do not */
export async function startJdk(
  servers: readonly JdkServer[],
  pki: Pki,
): Promise<{
  readonly ports: ReadonlyMap<string, number>;
  readonly failed: ReadonlyMap<string, string>;
  stop: Started['stop'];
}> {
  const folder = await compiled(pki);
  const settings = [
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Xshare:auto',
    '-Djdk.tls.ephemeralDHKeySize=legacy',
    `-Djava.security.properties=${join(folder, 'java.security')}`,
  ];
  const lines = servers.map(({ id, protocols, suites, leaf, hsts }) =>
    [id, protocols.join(','), suites.join(','), join(pki.folder, leaf), hsts ?? ''].join('|'),
  );
  const program = launch('java', [...settings, '-cp', folder, 'Lab'], {
    cwd: folder,
    input: `${lines.join('\n')}\n.\n`,
  });
  const ports = new Map<string, number>();
  const failed = new Map<string, string>();
  try {
    await program.line((line) => {
      const [, id = '', port = ''] = /^PORT (\S+) (\d+)/.exec(line) ?? [];
      if (id) ports.set(id, Number(port));
      const [, broken = '', why = ''] = /^FAILED (\S+) (.*)/.exec(line) ?? [];
      if (broken) failed.set(broken, why);
      return line === 'READY' ? true : undefined;
    });
  } catch (error) {
    await program.stop();
    throw error;
  }
  return { ports, failed, stop: program.stop };
}
