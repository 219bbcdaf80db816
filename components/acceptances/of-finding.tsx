'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { acceptanceQuery } from '@/lib/acceptances/queries';

/** Who accepted the risk of a finding, why and until when. */
export function AcceptanceOfFinding({ id }: { readonly id: string }) {
  const t = useTranslations('acceptances');
  const format = useFormatter();
  const { data: acceptance } = useQuery(acceptanceQuery(id));
  if (!acceptance) return null;
  const { number, state, decider, expiresAt, reason, justification } = acceptance;
  const at = format.dateTime(new Date(expiresAt), 'exact');
  return (
    <section
      aria-label={t('ofFinding.title')}
      className="mb-3 rounded-md bg-partly-soft px-3 py-2 text-partly-ink wrap-anywhere"
    >
      <p className="font-medium">
        {state === 'approved' ? t('ofFinding.by', { name: decider?.name ?? '', at }) : t('ofFinding.ended', { at })}
      </p>
      <p className="line-clamp-3">{`${t(`reasons.${reason}`)}: ${justification}`}</p>
      <Link href={`/acceptances/${id}`} prefetch={false} className="underline">
        {t('ofFinding.link', { number })}
      </Link>
    </section>
  );
}
