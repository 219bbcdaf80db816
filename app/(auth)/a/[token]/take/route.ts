import { type NextRequest, NextResponse } from 'next/server';
import { addressOf, errorResponse, requestIdOf, requireSameOrigin } from '@/lib/access/edge';
import { env } from '@/lib/core/env';
import { DomainError } from '@/lib/core/errors';
import { answerByLink } from '@/lib/escalation/mutations/answer';

type Context = { readonly params: Promise<{ token: string }> };

/** The button of the page that a link opens: a form of our own page, without a session. The link by itself changes nothing. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  const { token } = await params;
  const requestId = requestIdOf(request.headers);
  try {
    requireSameOrigin(request.headers, env().NEXTAUTH_URL);
    await answerByLink(token, { now: new Date(), requestId, address: addressOf(request.headers) });
  } catch (error) {
    // The page says what there is to say of a link that opens nothing.
    if (!(error instanceof DomainError && error.code === 'not_found')) return errorResponse(error, requestId);
  }
  return NextResponse.redirect(new URL(`/a/${token}`, env().NEXTAUTH_URL), 303);
}
