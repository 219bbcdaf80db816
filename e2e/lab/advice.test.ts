import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { knownOf, openPki, type Pki } from '@/e2e/lab/pki/pki';
import { gradeOf, scanServer } from '@/e2e/lab/scan';
import { freePorts } from '@/e2e/lab/start/ports';
import { launch, listening } from '@/e2e/lab/start/process';
import { advise } from '@/lib/tls/advice/advise';
import type { AdviceProduct } from '@/lib/tls/advice/types';
import { criteriaAt } from '@/lib/tls/grade/criteria';
import { facts } from '@/lib/tls/testing/facts';
import { FLAWS } from '@/lib/tls/testing/flaws';

const criteria = criteriaAt(new Date('2026-11-22T12:00:00Z'));

function isThere(program: string, argument: string): boolean {
  try {
    execFileSync(program, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What the product is told to write, with the certificates and the port of this laboratory. */
function written(product: AdviceProduct, port: number): string {
  const seen = ['old_tls', 'rc4', 'hsts_absent', 'chain_incomplete', 'no_aead'].reduce(
    (before, id) => FLAWS[id]?.(before) ?? before,
    facts({ target: { host: 'a.tls.test', port } }),
  );
  const advice = advise(seen, gradeOf(seen), 'A+', criteria);
  expect(advice).toMatchObject({ reached: 'A+', beyond: [] });
  const block = advice.blocks.find((candidate) => candidate.product === product);
  return block?.lines.map(({ text }) => text).join('\n') ?? '';
}

function here(text: string, pki: Pki, port: number): string {
  return text
    .replace(`listen ${port}`, `listen 127.0.0.1:${port}`)
    .replace(/\S+\/fullchain\.pem/, `${pki.folder}/ec.pem`)
    .replace(/\S+\/privkey\.pem/, `${pki.folder}/ec.key`);
}

it.skipIf(!isThere('nginx', '-v') || !isThere('openssl', 'version'))('nginx with our advice gets an A+', async () => {
  const pki = await openPki(new Date());
  const [port = 0] = await freePorts(1);
  const folder = await mkdtemp(join(tmpdir(), 'lagebild-advice-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`);
  const server = here(written('nginx', port), pki, port).replace(/\}$/, '    return 200 "advice";\n}');
  const frame = `daemon off; master_process off; pid nginx.pid; error_log stderr warn; events {}`;
  await writeFile(
    join(folder, 'nginx.conf'),
    `${frame}\nhttp { access_log off; ${temporary.join(' ')}\n${server}\n}\n`,
  );
  const program = launch('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], { cwd: folder });
  try {
    await listening(port, program);
    const target = {
      id: 'advice',
      host: 'a.tls.test',
      sni: 'a.tls.test',
      address: '127.0.0.1',
      port,
      starttls: null,
    } as const;
    const grade = gradeOf(await scanServer(target, knownOf(pki)));
    expect([grade.letter, grade.reasons.filter(({ decided }) => decided)]).toEqual(['A+', []]);
  } finally {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
