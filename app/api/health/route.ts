import { connection } from 'next/server';

/** Live: the process answers. Public, tells nothing. */
export async function GET(): Promise<Response> {
  await connection();
  return Response.json({ status: 'live' });
}
