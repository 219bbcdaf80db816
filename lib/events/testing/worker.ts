import { receiveEvents } from '@/lib/events/incoming';
import { delivery } from '@/lib/events/testing/delivery';

/** Takes deliveries one after the other and says the number of each once it was answered, in a process that a test kills. */
const [productId = '', from = '0'] = process.argv.slice(2);
const actor = { kind: 'token', id: 'testtest', name: 'killed', productId, scopes: ['event:ingest'] } as const;
for (let n = Number(from); ; n += 1) {
  const now = new Date('2026-11-22T12:00:00Z');
  await receiveEvents({ actor, now, requestId: 'killed' }, delivery(n), 'generic');
  process.stdout.write(`${n}\n`);
}
