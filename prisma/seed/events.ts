import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ctx, TokenActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { receiveEvents } from '@/lib/events/incoming';

/** Of samples/organisation.json. */
const PRODUCT = 'Web shop';
const SENDER = 'Sample cluster';

const samplesSchema = z.array(z.object({ minutesAgo: z.number(), record: z.record(z.string(), z.json()) }));

/** Records of Falco whose times are told from now. */
async function recordsOf(folder: string, now: Date): Promise<string> {
  const samples = samplesSchema.parse(JSON.parse(await readFile(join(folder, 'events', 'falco.json'), 'utf8')));
  const lines = samples.map(({ minutesAgo, record }) => {
    const time = new Date(now.getTime() - minutesAgo * 60_000).toISOString().replace('Z', '000000Z');
    return JSON.stringify({ ...record, time });
  });
  return lines.join('\n');
}

/**
 * Events through the front door, from a sender that is called a sample: the worker raises what they are worth.
 * @param folder `samples/`
 */
export async function loadEvents(ctx: Ctx, folder: string): Promise<void> {
  if ((await unsafeDb().eventSender.count()) > 0) return;
  const product = await unsafeDb().product.findFirst({ where: { name: PRODUCT }, select: { id: true } });
  if (!product) return;
  const actor: TokenActor = {
    kind: 'token',
    id: 'sample',
    name: SENDER,
    productId: product.id,
    scopes: ['event:ingest'],
  };
  const body = await recordsOf(folder, ctx.now);
  const request = new Request('http://localhost/api/v1/events/falco', { method: 'POST', body });
  await receiveEvents({ ...ctx, actor }, request, 'falco');
}
