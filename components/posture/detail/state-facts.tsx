import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Fact, Section } from '@/components/findings/detail/section';
import { Day, Value } from '@/components/posture/value';
import { useCatalogueWords, useReasonText } from '@/components/posture/words';
import type { Safeguard } from '@/lib/safeguards/catalogue-schema';
import { CHECKS } from '@/lib/safeguards/checks/registry';
import type { PostureRow } from '@/lib/safeguards/view-types';

type Props = { readonly safeguard: Safeguard; readonly row: PostureRow };

/** What is known, of what, since when and how fresh, and who answers for it. */
export function StateFacts({ safeguard, row }: Props) {
  const t = useTranslations('posture');
  const reasonText = useReasonText();
  return (
    <Section level={2} title={t('detail.now')}>
      {row.reasons.length > 0 && (
        <ul className="mb-2">
          {row.reasons.map((reason) => (
            <li key={reason.code}>{reasonText(reason)}</li>
          ))}
        </ul>
      )}
      <dl>
        {row.automatic && (
          <>
            <Fact name={t('columns.value')}>
              <Value row={row} />
            </Fact>
            <Fact name={t('columns.target')}>{t('value.target', { share: row.atLeast })}</Fact>
          </>
        )}
        <Fact name={t('detail.window')}>{t('detail.days', { days: row.days })}</Fact>
        <Fact name={t('columns.since')}>
          <Day at={row.since} />
        </Fact>
        <Fact name={t('columns.fresh')}>
          {row.freshAt === null && row.total > 0 ? t('value.live') : <Day at={row.freshAt} />}
        </Fact>
        <Fact name={t('columns.owner')}>{row.owner ?? t(`roles.${safeguard.owner}`)}</Fact>
        <Fact name={t('detail.sources')}>{safeguard.sources.join(', ')}</Fact>
      </dl>
    </Section>
  );
}

/** How it is judged, where the evidence lies, and what to do where it does not hold. */
export function HowFacts({ safeguard, row, hrefOf }: Props & { readonly hrefOf: (href: string) => string }) {
  const t = useTranslations('posture');
  const wordsOf = useCatalogueWords();
  const { proof, sources } = safeguard;
  const evidence = proof.kind === 'automatic' ? CHECKS[proof.check].evidence : [];
  return (
    <>
      <Section level={2} title={t('detail.how')}>
        <p className="max-w-prose">
          {proof.kind === 'automatic'
            ? t(`checks.${proof.check}`, { days: row.days })
            : t('attestationHow', { days: row.days, sources: sources.join(', ') })}
        </p>
      </Section>
      {evidence.length > 0 && (
        <Section level={2} title={t('detail.evidence')}>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {evidence.map(({ label, href }) => (
              <li key={label}>
                <Link
                  href={hrefOf(href)}
                  prefetch={false}
                  className="inline-flex min-h-6 items-center text-accent underline"
                >
                  {t(`evidence.${label}`)}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section level={2} title={t('detail.todo')}>
        <p className="max-w-prose">{wordsOf(safeguard.remedy)}</p>
      </Section>
    </>
  );
}
