import type { NextRequest } from 'next/server';
import { addressOf, errorResponse, requestIdOf } from '@/lib/access/edge';
import { endSessionsAtProvider } from '@/lib/access/mutations/sessions';
import { takeToken } from '@/lib/core/rate-limit';

const PER_ADDRESS = { burst: 60, perSeconds: 60 };
const SID = /^[\w.-]{8,200}$/;

/**
 * OpenID Connect Front-Channel Logout 1.0: the provider ended its session. It comes unsigned and without our cookie,
 * so it only ends sessions whose provider session it can name, and always answers alike.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const now = new Date();
  try {
    await takeToken(`front-channel:${addressOf(request.headers) ?? 'unknown'}`, PER_ADDRESS, now);
    const sid = request.nextUrl.searchParams.get('sid') ?? '';
    if (SID.test(sid)) await endSessionsAtProvider(sid, now, requestId);
    return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return errorResponse(error, requestId);
  }
}
