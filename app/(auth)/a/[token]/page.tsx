import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TakeIncident } from '@/components/escalation/take-incident';
import { addressOf } from '@/lib/access/edge';
import { maybeCtx } from '@/lib/access/guard';
import { loadLink } from '@/lib/escalation/link';

type Props = { readonly params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('escalation.take'))('title'),
    robots: { index: false },
    referrer: 'same-origin',
  };
}

/** What burns, and one big button: for the person whom a message called. Who is signed in sees the incident itself. */
export default async function TakePage({ params }: Props) {
  const [{ token }, ctx, asked] = await Promise.all([params, maybeCtx(), headers()]);
  const link = await loadLink(token, addressOf(asked));
  if (ctx && link) redirect(`/incidents/${link.number}`);
  return <TakeIncident token={token} link={link} />;
}
