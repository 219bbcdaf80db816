import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/components/ui/link-button';
import { pendingStepUp } from '@/lib/access/data/step-up';
import { pageCtx } from '@/lib/access/guard';

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

const REASONS = ['stale', 'other-person', 'not-proven'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.stepUp'))('failedTitle') };
}

export default async function StepUpFailedPage({ searchParams }: Props) {
  const [query, ctx, t] = await Promise.all([searchParams, pageCtx(), getTranslations('access')]);
  const reason = REASONS.find((known) => known === query.reason) ?? 'other';
  const pending = await pendingStepUp(ctx.actor.sessionId, ctx.now);
  return (
    <>
      <h1 className="font-semibold text-2xl">{t('stepUp.failedTitle')}</h1>
      <p role="alert">{t(`stepUp.reasons.${reason}`)}</p>
      <p className="text-muted">{t('stepUp.nothingChanged')}</p>
      <LinkButton variant="primary" className="self-start" href={pending?.returnTo ?? '/'}>
        {t('signIn.back')}
      </LinkButton>
    </>
  );
}
