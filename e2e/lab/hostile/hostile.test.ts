import { beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, type HostileServer } from '@/e2e/lab/hostile/servers';
import { knownOf, openPki, type Pki, readLeaf } from '@/e2e/lab/pki/pki';
import { scanServer } from '@/e2e/lab/scan';
import { factsSchema, type ScanFacts, VERSIONS } from '@/lib/tls/facts';

/** What a whole scan is given here, and how long it may take to notice. */
const DEADLINE_MS = 6_000;
const GRACE_MS = 6_000;
/** Of all these scans together: they pour hundreds of megabytes at us. */
const MEGABYTES = 300;

type Outcome = { readonly facts: ScanFacts; readonly ms: number };

async function attack(server: HostileServer, pki: Pki): Promise<Outcome> {
  const { port, stop } = await server.start(readLeaf(pki, 'rsa'));
  const { id, starttls = null } = server;
  const host = `${id}.tls.test`;
  const target = { id, host, sni: host, address: '127.0.0.1', port, starttls } as const;
  const began = performance.now();
  try {
    const facts = await scanServer(target, knownOf(pki), { deadline: DEADLINE_MS, perAddress: 64 });
    return { facts: factsSchema.parse(facts), ms: performance.now() - began };
  } finally {
    await stop();
  }
}

const spoken = ({ protocols }: ScanFacts) => VERSIONS.filter((version) => protocols[version].offered === true);

describe('a hostile server', () => {
  const outcomes = new Map<string, Outcome>();
  let most = 0;

  beforeAll(async () => {
    const pki = await openPki(new Date()).catch(() => null);
    if (!pki) return;
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => {
      most = Math.max(most, (process.memoryUsage.rss() - before) / 1e6);
    }, 20);
    await Promise.all(HOSTILE.map(async (server) => outcomes.set(server.id, await attack(server, pki))));
    clearInterval(watch);
  });

  it.for(HOSTILE)('$id, which $about, ends in time with a result that says why', ({ id }, { skip }) => {
    const outcome = outcomes.get(id);
    if (!outcome) return skip('not run, no certificates could be made');
    const { facts, ms } = outcome;
    expect(ms).toBeLessThan(DEADLINE_MS + GRACE_MS);
    if (spoken(facts).length > 0) return;
    const why = Object.values(facts.probes).flatMap((probe) => probe.why ?? []);
    expect(why.length).toBeGreaterThan(0);
  });

  it('does not make us hold what it sends', ({ skip }) => {
    if (outcomes.size === 0) return skip('not run, no certificates could be made');
    expect(most).toBeLessThan(MEGABYTES);
  });
});
