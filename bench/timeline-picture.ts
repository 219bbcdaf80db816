import { dayOfEvents } from '@/bench/timeline-events';
import { disconnect, unsafeDb } from '@/lib/core/db';

/** Fills a product of the sample for scripts/bench-timeline.mjs and prints the number of the incident over it. */
async function main(): Promise<void> {
  const [, , slug = 'payments', events = '100000'] = process.argv;
  const { id } = await unsafeDb().product.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const { number } = await dayOfEvents(id, Number(events), new Date());
  console.log(`incident ${number}`);
  await disconnect();
}

await main();
