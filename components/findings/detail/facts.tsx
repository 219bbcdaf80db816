'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { DueReason } from '@/components/findings/detail/due-reason';
import { Fact, OutLink } from '@/components/findings/detail/section';
import { Sleep } from '@/components/findings/detail/sleep';
import { Due } from '@/components/findings/due';
import { RelativeTime } from '@/components/ui/relative-time';
import { advisoryLink, cweLink } from '@/lib/findings/links';
import { CLAIMED, REASONS } from '@/lib/findings/rules';
import { findingsHref } from '@/lib/findings/search-params';
import type { FindingDetailView } from '@/lib/findings/types';

const KNOWN_REASONS = [...REASONS.false_positive, ...REASONS.out_of_scope, CLAIMED] as const;

/** What the row of the list says, and the rest of it. */
export function Facts({ finding }: { readonly finding: FindingDetailView }) {
  const t = useTranslations('findings.detail');
  const reasons = useTranslations('findings.reasons');
  const kinds = useTranslations('findings.kind');
  const { assignee, lastSeenAt, reason, packageName, packageVersion, fixVersion, tags, productSlug } = finding;
  const known = KNOWN_REASONS.find((one) => one === reason);
  return (
    <dl className="mb-3">
      <Fact name={t('product')}>
        <Link href={`/assets/products/${productSlug}`} className="text-accent underline">
          {finding.productName}
        </Link>
      </Fact>
      <Fact name={t('location')}>
        <span className="font-mono text-xs">{finding.location}</span>
      </Fact>
      {packageName && (
        <Fact name={t('package')}>
          <Link href={findingsHref({ package: packageName })} className="font-mono text-accent text-xs underline">
            {packageName}
          </Link>{' '}
          <span className="font-mono text-xs">{packageVersion}</span>
        </Fact>
      )}
      {fixVersion && (
        <Fact name={t('fixVersion')}>
          <span className="font-mono text-xs">{fixVersion}</span>
        </Fact>
      )}
      {reason && <Fact name={t('reason')}>{known ? reasons(known) : reason}</Fact>}
      <Fact name={t('assignee')}>{assignee?.name ?? t('nobody')}</Fact>
      <Fact name={t('due')}>
        <Due finding={finding} />
        <DueReason finding={finding} />
      </Fact>
      <Sleep finding={finding} />
      <Fact name={t('firstSeen')}>
        <RelativeTime at={finding.firstSeenAt} />
      </Fact>
      {lastSeenAt && (
        <Fact name={t('lastSeen')}>
          <RelativeTime at={lastSeenAt} />
        </Fact>
      )}
      <Fact name={t('kind')}>{kinds(finding.kind)}</Fact>
      <Fact name={t('rule')}>
        <span className="font-mono text-xs">{`${finding.scanner}: ${finding.ruleId}`}</span>
      </Fact>
      {tags.length > 0 && (
        <Fact name={t('tags')}>
          <span className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <Link key={tag} href={findingsHref({ tag: [tag] })} className="rounded bg-hover px-1.5 text-xs">
                {tag}
              </Link>
            ))}
          </span>
        </Fact>
      )}
    </dl>
  );
}

/** Public ids, weaknesses and scores. */
export function Scores({ finding }: { readonly finding: FindingDetailView }) {
  const t = useTranslations('findings.detail');
  const risk = useTranslations('risk.priority');
  const format = useFormatter();
  const { ids, cwe, cvss, epss, severityReported } = finding;
  return (
    <dl>
      {ids.length > 0 && (
        <Fact name={t('ids')}>
          <span className="flex flex-wrap gap-x-3">
            {ids.map((id) => {
              const href = advisoryLink(id);
              return <span key={id}>{href ? <OutLink href={href}>{id}</OutLink> : id}</span>;
            })}
          </span>
        </Fact>
      )}
      {cwe.length > 0 && (
        <Fact name={t('cwe')}>
          <span className="flex flex-wrap gap-x-3">
            {cwe.map((one) => (
              <OutLink key={one} href={cweLink(one)}>{`CWE-${one}`}</OutLink>
            ))}
          </span>
        </Fact>
      )}
      {cvss.map(({ version, score, vector, source }) => (
        <Fact key={`${version} ${vector} ${source}`} name={`${t('cvss')} ${version}`}>
          <span className="font-medium">{score === null ? '–' : format.number(score)}</span>{' '}
          {source && <span className="text-muted text-xs">{t('cvssBy', { source })}</span>}{' '}
          <code className="font-mono text-muted text-xs">{vector}</code>
        </Fact>
      ))}
      {epss !== null && (
        <Fact name={t('epss')}>
          {format.number(epss, { style: 'percent', maximumFractionDigits: 2 })}
          {finding.risk.sample.epss && ` (${risk('sample')})`}
        </Fact>
      )}
      {severityReported && <Fact name={t('severityReported')}>{severityReported}</Fact>}
    </dl>
  );
}
