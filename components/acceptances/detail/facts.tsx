import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useAbout } from '@/components/acceptances/about';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { AcceptanceDetail } from '@/lib/acceptances/types';
import { type FindingsAddress, findingsHref } from '@/lib/findings/search-params';
import { SEVERITIES, severityName } from '@/lib/findings/severity';
import { FINDING_STATUSES } from '@/lib/findings/types';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

/** The list of what a request for a package, a rule or a product is about: nothing is covered yet. */
function matching({ scope, product, packageName, ruleId, ceiling }: AcceptanceDetail): Partial<FindingsAddress> {
  const severity = SEVERITIES.slice(0, ceiling + 1);
  const all = { product: [product.slug], severity };
  if (scope === 'package') return { ...all, package: packageName };
  return scope === 'rule' ? { ...all, id: ruleId } : all;
}

function findingsOf(acceptance: AcceptanceDetail): string {
  if (acceptance.state === 'requested' && acceptance.scope !== 'findings') return findingsHref(matching(acceptance));
  return findingsHref({ acceptance: acceptance.id, status: [...FINDING_STATUSES] });
}

/** How many findings it is about, now and so far. */
function Figures({ acceptance }: { readonly acceptance: AcceptanceDetail }) {
  const t = useTranslations('acceptances.detail');
  const { state, scope, held, figures } = acceptance;
  const wide = scope !== 'findings';
  return (
    <div className="flex flex-col gap-0.5">
      <p className="font-medium">
        {state === 'requested' ? t('waiting', { count: figures.waiting }) : t('held', { count: held })}
      </p>
      <p className="text-muted">
        {[
          ...(wide ? [] : [t('named', { count: figures.named })]),
          ...(figures.covered > 0 ? [t('covered', { count: figures.covered })] : []),
          ...(figures.fixed > 0 ? [t('fixed', { count: figures.fixed })] : []),
          ...(figures.voided > 0 ? [t('voided', { count: figures.voided })] : []),
        ].join(' · ')}
      </p>
      {wide && <p className="text-muted">{t('later')}</p>}
      <p>
        <Link href={findingsOf(acceptance)} className="text-accent underline">
          {t(state === 'requested' && wide ? 'match' : 'show')}
        </Link>
      </p>
    </div>
  );
}

/** What is accepted, how far and until when. */
export function AcceptanceFacts({ acceptance }: { readonly acceptance: AcceptanceDetail }) {
  const t = useTranslations('acceptances.detail');
  const reasons = useTranslations('acceptances.reasons');
  const format = useFormatter();
  const about = useAbout();
  const { product, ceiling, exploited, reason, requester, expiresAt, endedAt, renews, renewedBy } = acceptance;
  return (
    <>
      <dl className="mb-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <Fact name={t('product')}>
          <Link href={`/assets/products/${product.slug}`} className="text-accent underline">
            {product.name}
          </Link>
        </Fact>
        <Fact name={t('about')}>{about(acceptance)}</Fact>
        <Fact name={t('limit')}>
          <SeverityBadge severity={severityName(ceiling)} />
        </Fact>
        <Fact name={t('exploited')}>{t(exploited ? 'yes' : 'no')}</Fact>
        <Fact name={t('reason')}>{reasons(reason)}</Fact>
        <Fact name={t('requester')}>{requester.name}</Fact>
        <Fact name={t(endedAt ? 'expired' : 'expires')}>
          <RelativeTime at={endedAt ?? expiresAt} />{' '}
          <span className="text-muted text-xs">{t('left', { at: format.dateTime(new Date(expiresAt), 'exact') })}</span>
        </Fact>
        {renews && (
          <Fact name={t('renews')}>
            <Link href={`/acceptances/${renews.id}`} className="text-accent underline">{`#${renews.number}`}</Link>
          </Fact>
        )}
        {renewedBy && (
          <Fact name={t('renewedBy')}>
            <Link
              href={`/acceptances/${renewedBy.id}`}
              className="text-accent underline"
            >{`#${renewedBy.number}`}</Link>
          </Fact>
        )}
      </dl>
      <Figures acceptance={acceptance} />
    </>
  );
}
