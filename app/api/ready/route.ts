import { connection } from 'next/server';
import { readiness } from '@/lib/jobs/readiness';

/** Ready: database, migrations and worker. 503 where one is missing. Public, tells which one and no more. */
export async function GET(): Promise<Response> {
  await connection();
  const parts = await readiness(new Date());
  const ready = Object.values(parts).every(Boolean);
  return Response.json({ status: ready ? 'ready' : 'not ready', ...parts }, { status: ready ? 200 : 503 });
}
