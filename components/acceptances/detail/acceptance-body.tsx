'use client';

import { useTranslations } from 'next-intl';
import { EvidenceFiles } from '@/components/acceptances/detail/evidence';
import { AcceptanceFacts } from '@/components/acceptances/detail/facts';
import { Timeline } from '@/components/acceptances/detail/timeline';
import { Section } from '@/components/findings/detail/section';
import type { AcceptanceDetail } from '@/lib/acceptances/types';

/** What is accepted, why, the evidence, and what happened. */
export function AcceptanceBody({ acceptance }: { readonly acceptance: AcceptanceDetail }) {
  const t = useTranslations('acceptances.detail');
  const { justification, measures } = acceptance;
  return (
    <>
      <Section title={t('facts')}>
        <AcceptanceFacts acceptance={acceptance} />
      </Section>
      <Section title={t('why')}>
        <p className="max-w-prose whitespace-pre-wrap wrap-anywhere">{justification}</p>
      </Section>
      <Section title={t('measures')}>
        <p className="max-w-prose whitespace-pre-wrap wrap-anywhere">{measures || t('noMeasures')}</p>
      </Section>
      <Section title={t('evidence')}>
        <EvidenceFiles acceptance={acceptance} />
      </Section>
      <Section title={t('timeline')}>
        <Timeline acceptance={acceptance} />
      </Section>
    </>
  );
}
