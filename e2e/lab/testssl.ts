import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { LabTarget } from '@/e2e/lab/scan';
import type { StartTls } from '@/lib/tls/facts';

/** testssl.sh's names of what begins in the clear. */
const STARTTLS: Readonly<Record<StartTls, string>> = {
  smtp: 'smtp',
  imap: 'imap',
  pop3: 'pop3',
  ftp: 'ftp',
  ldap: 'ldap',
  postgres: 'postgres',
  xmpp: 'xmpp',
};
const reportSchema = z.array(z.object({ id: z.string(), finding: z.string() }));

function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (text: Buffer) => {
      out = (out + text.toString('latin1')).slice(-100_000);
    });
    // Its exit code is not 0 for a scan that went well.
    child.once('error', reject).once('close', () => resolve(out));
  });
}

/** The program: LAGEBILD_TESTSSL names one, else Debian's, whose version 3.0 gives no grade. */
export function testsslProgram(): string {
  return process.env.LAGEBILD_TESTSSL ?? 'testssl';
}

/** What the program says of its version; null where there is none. */
export async function testsslVersion(): Promise<string | null> {
  const out = await run(testsslProgram(), ['--version'], tmpdir()).catch(() => '');
  const esc = String.fromCharCode(27);
  const version = /testssl(?:\.sh)?\s+(?:version\s+)?(\d+\.\d+\S*)/.exec(
    out.replaceAll(new RegExp(`${esc}\\[[\\d;]*m`, 'g'), ''),
  );
  return version?.[1] ? `testssl.sh ${version[1]}` : null;
}

/** One full scan by testssl.sh: its seconds, and its grade where this version gives one. @throws where it reports nothing */
export async function testssl(
  { host, sni, address, port, starttls }: LabTarget,
  root: string,
): Promise<{ readonly seconds: number; readonly grade: string | null }> {
  const folder = await mkdtemp(join(tmpdir(), 'lagebild-testssl-'));
  const began = performance.now();
  try {
    const kind = starttls ? ['--starttls', STARTTLS[starttls]] : [];
    const quiet = ['--nodns=none', '--warnings', 'off', '--color', '0', '--quiet'];
    const args = [`--ip=${address}`, ...quiet, '--add-ca', root, ...kind, '--jsonfile', 'report.json'];
    const out = await run(testsslProgram(), [...args, `${sni || host}:${port}`], folder);
    const seconds = (performance.now() - began) / 1000;
    const text = await readFile(join(folder, 'report.json'), 'utf8').catch(() => {
      throw new Error(`testssl.sh wrote no report: ${out.trim().slice(0, 200)}`);
    });
    const report = reportSchema.parse(JSON.parse(text));
    const grade = report.find(({ id }) => id === 'overall_grade')?.finding ?? null;
    return { seconds, grade };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
