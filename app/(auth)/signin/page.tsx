import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { SignInButton } from '@/components/access/sign-in-button';
import { LinkButton } from '@/components/ui/link-button';
import { pendingStepUp } from '@/lib/access/data/step-up';
import { endedBecause, maybeCtx, type PersonCtx } from '@/lib/access/guard';
import { pathSchema } from '@/lib/access/schema';
import { demoMode } from '@/lib/core/auth/settings';
import { env } from '@/lib/core/env';

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: Props) {
  await connection();
  const [query, ctx, ended, t] = await Promise.all([
    searchParams,
    maybeCtx(),
    endedBecause(),
    getTranslations('access.signIn'),
  ]);
  const error = typeof query.error === 'string' ? query.error : null;
  const target = ownPath(query.callbackUrl);
  if (ctx && !error) redirect(target);
  await leaveOtherName(target);
  return (
    <>
      <h1 className="font-semibold text-2xl">{t('title')}</h1>
      {error && (
        <p role="alert" className="rounded-md bg-missed-soft px-3 py-2 text-missed-ink">
          {t(`errors.${errorKey(error)}`)}
        </p>
      )}
      {!error && ended && isWorthSaying(ended) && (
        <p role="status" className="rounded-md border border-line px-3 py-2">
          {t(`ended.${ended}`)}
        </p>
      )}
      {ctx ? <WayBack ctx={ctx} /> : <p className="text-muted">{t(demoMode() ? 'demoLead' : 'lead')}</p>}
      {!ctx && (
        <SignInButton
          callbackUrl={target}
          label={t(demoMode() ? 'demoButton' : 'button')}
          failed={t('failedToStart')}
        />
      )}
    </>
  );
}

/** After a cancelled step-up the old session lives on: no second sign-in, but the way back. */
async function WayBack({ ctx }: { readonly ctx: PersonCtx }) {
  const t = await getTranslations('access.signIn');
  const pending = await pendingStepUp(ctx.actor.sessionId, ctx.now);
  return (
    <>
      <p className="text-muted">{t('stillSignedIn', { name: ctx.actor.name })}</p>
      <LinkButton variant="primary" className="self-start" href={ownPath(pending?.returnTo)}>
        {t('back')}
      </LinkButton>
    </>
  );
}

/**
 * Cookies of 127.0.0.1 are not those of localhost: a sign-in that begins under the one and returns to the other
 * fails. In demo mode nothing stands between browser and server, so the Host header can be trusted.
 */
async function leaveOtherName(target: string): Promise<void> {
  const own = new URL(env().NEXTAUTH_URL);
  const host = (await headers()).get('host');
  if (demoMode() && host && host !== own.host)
    redirect(`${own.origin}/signin?${new URLSearchParams({ callbackUrl: target })}`);
}

type Ended = NonNullable<Awaited<ReturnType<typeof endedBecause>>>;

/** Who signed out, in or up themselves knows. */
function isWorthSaying(ended: Ended): ended is Exclude<Ended, 'signed-out' | 'signed-in-again' | 'step-up'> {
  return ended !== 'signed-out' && ended !== 'signed-in-again' && ended !== 'step-up';
}

function errorKey(error: string): 'AccessDenied' | 'Callback' | 'other' {
  if (error === 'AccessDenied') return error;
  return error === 'Callback' || error === 'OAuthCallback' ? 'Callback' : 'other';
}

/** The way on: a path of ours, also where next-auth wrote it as a whole address. Anything else leads to the start. */
function ownPath(value: unknown): string {
  const { origin } = new URL(env().NEXTAUTH_URL);
  const text = typeof value === 'string' && value.startsWith(`${origin}/`) ? value.slice(origin.length) : value;
  const path = pathSchema.safeParse(text);
  return path.success ? path.data : '/';
}
