import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { runImport } from '@/lib/imports/run';
import { factsSchema } from '@/lib/tls/facts';
import { criteriaAt } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { claimScan } from '@/lib/tls/mutations/attempt';
import { settleGraded } from '@/lib/tls/mutations/settle';
import { createEndpoint } from '@/lib/tls/mutations/write';
import { reasonWords } from '@/lib/tls/reason-words';
import type { Target } from '@/lib/tls/rules';
import { actorNamed } from '@/prisma/seed/actor';

/** Of identity/people.ts and samples/organisation.json. */
const OWNER = 'Anna Sommer';
const PRODUCT = 'Edge network';

/** Scans of servers of our laboratory (e2e/lab), as the scanner wrote them down. */
const SCANS: readonly { readonly file: string; readonly target: Target }[] = [
  { file: 'n01.json', target: 'A+' },
  { file: 'n10.json', target: 'A' },
  { file: 'n14.json', target: 'A' },
];

/**
 * TLS endpoints with a scan each, graded here and now, dated to when they were scanned. Nobody scans them again by
 * itself: their servers ran for a moment only.
 */
export async function loadEndpoints(ctx: Ctx, folder: string): Promise<void> {
  if ((await unsafeDb().tlsEndpoint.count()) > 0) return;
  const actor = await actorNamed(unsafeDb(), OWNER);
  const product = await unsafeDb().product.findFirst({ where: { name: PRODUCT }, select: { id: true } });
  if (!actor || !product) return;
  for (const { file, target } of SCANS) {
    const facts = factsSchema.parse(JSON.parse(await readFile(join(folder, 'tls', file), 'utf8')));
    const now = new Date(facts.startedAt);
    const id = await createEndpoint(
      { ...ctx, actor, now },
      {
        productId: product.id,
        host: facts.target.host,
        port: facts.target.port,
        sni: '',
        address: '',
        starttls: '',
        ownerId: null,
        target,
        warnDays: null,
        everyHours: null,
        switchedOff: [],
      },
    );
    const { activeScanId } = await unsafeDb().tlsEndpoint.findUniqueOrThrow({ where: { id } });
    const scan = activeScanId === null ? null : await claimScan(activeScanId, now);
    const graded = grade(facts, criteriaAt(now));
    if (!scan || graded.letter === null) continue;
    await settleGraded({ ...ctx, now }, scan, { facts, grade: { ...graded, letter: graded.letter } }, reasonWords);
    const { importId } = await unsafeDb().tlsScan.findUniqueOrThrow({ where: { id: scan.id } });
    if (importId) await runImport({ ...ctx, now }, importId, { last: true });
  }
}
