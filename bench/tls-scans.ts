import { z } from 'zod';
import { PATIENCE, scanServer, together } from '@/e2e/lab/scan';
import { STARTTLS } from '@/lib/tls/facts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const jobSchema = z.object({
  targets: z
    .array(
      z.object({
        id: z.string(),
        host: z.string(),
        sni: z.string(),
        address: z.literal('127.0.0.1'),
        port: z.number(),
        starttls: z.enum(STARTTLS).nullable(),
      }),
    )
    .readonly(),
  known: z.object({ root: bytes, intermediate: bytes }),
  runs: z.number(),
  atATime: z.number(),
});
export type Job = z.input<typeof jobSchema>;

export const reportSchema = z.object({
  scans: z.array(z.object({ id: z.string(), ms: z.number(), connections: z.number() })),
  seconds: z.number(),
  megabytes: z.number(),
});
export type Report = z.infer<typeof reportSchema>;

/** Scans what the bench sends, tells times and the most memory that this process held, and ends. */
async function work(job: z.infer<typeof jobSchema>): Promise<Report> {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const began = performance.now();
  const list = Array.from({ length: job.runs }, () => job.targets).flat();
  const scans = await together(job.atATime, list, async (target) => {
    const start = performance.now();
    const { connections } = await scanServer(target, job.known, PATIENCE);
    return { id: target.id, ms: performance.now() - start, connections };
  });
  clearInterval(watch);
  most = Math.max(most, process.memoryUsage.rss());
  return { scans, seconds: (performance.now() - began) / 1000, megabytes: most / 1e6 };
}

process.once('message', async (message) => {
  process.send?.(await work(jobSchema.parse(message)));
  process.disconnect();
});
