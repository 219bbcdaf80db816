'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AcceptanceOfFinding } from '@/components/acceptances/of-finding';
import { Comments } from '@/components/findings/detail/comments';
import { EvidenceList } from '@/components/findings/detail/evidence';
import { Facts, Scores } from '@/components/findings/detail/facts';
import { HandedOver } from '@/components/findings/detail/handed-over';
import { History } from '@/components/findings/detail/history';
import { RelatedList } from '@/components/findings/detail/related';
import { OutLink, Section } from '@/components/findings/detail/section';
import { WatchButton } from '@/components/findings/detail/watch-button';
import { Where } from '@/components/findings/detail/where';
import { FindingMarks } from '@/components/findings/marks';
import { PrioritySection } from '@/components/findings/risk/priority-section';
import { SsvcSection } from '@/components/findings/risk/ssvc-section';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { StatusBadge } from '@/components/findings/status-badge';
import { IncidentsOfFinding } from '@/components/incidents/of-finding';
import { Markdown } from '@/components/ui/markdown';
import { webLink } from '@/lib/findings/links';
import { findingsHref } from '@/lib/findings/search-params';
import { severityName } from '@/lib/findings/severity';
import { FINDING_STATUSES, type FindingDetailView, type PersonRef } from '@/lib/findings/types';

type Props = {
  readonly finding: FindingDetailView;
  readonly heading: 'h1' | 'h2';
  readonly me: PersonRef;
  readonly mayComment: boolean;
  readonly commenting: boolean;
  /** Gives the finding back to whoever handed it over. */
  readonly onGiveBack: (to: PersonRef) => void;
};

/** The list that shows this finding wherever it occurs. */
function everywhere({ vulnId, packageName, ruleId, kind }: FindingDetailView): string {
  const status = [...FINDING_STATUSES];
  return vulnId && packageName
    ? findingsHref({ status, id: vulnId, package: packageName })
    : findingsHref({ status, id: ruleId, kind: [kind] });
}

export function FindingDetail({ finding, heading: Heading, me, mayComment, commenting, onGiveBack }: Props) {
  const t = useTranslations('findings.detail');
  const {
    severity,
    status,
    title,
    description,
    fix,
    references,
    duplicateOf,
    duplicates,
    elsewhere,
    handover,
    assignee,
  } = finding;
  const { total } = elsewhere;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <SeverityBadge severity={severityName(severity)} />
        <StatusBadge status={status} />
        <FindingMarks finding={finding} />
        <span className="text-muted text-xs">{t('number', { id: String(finding.id) })}</span>
        <span className="ml-auto">
          <WatchButton finding={finding} />
        </span>
      </div>
      <Heading className="mt-1.5 mb-2 font-semibold text-lg wrap-anywhere">{title}</Heading>
      {handover && (
        <HandedOver
          handover={handover}
          awaited={finding.handedById === null ? null : assignee}
          onGiveBack={mayComment && assignee?.id === me.id && finding.handedById === null ? onGiveBack : undefined}
        />
      )}
      {status === 'risk_accepted' && finding.acceptanceId && <AcceptanceOfFinding id={finding.acceptanceId} />}
      <Facts finding={finding} />
      <IncidentsOfFinding id={finding.id} />
      {duplicateOf && (
        <Section title={t('duplicateOf')}>
          <RelatedList findings={[duplicateOf]} />
        </Section>
      )}
      <PrioritySection finding={finding} />
      <SsvcSection finding={finding} mayAnswer={mayComment} />
      <Section title={t('description')}>
        {description ? <Markdown>{description}</Markdown> : <p className="text-muted">{t('noDescription')}</p>}
      </Section>
      {fix && (
        <Section title={t('fixHint')}>
          <Markdown>{fix}</Markdown>
        </Section>
      )}
      <Section title={t('facts')}>
        <Scores finding={finding} />
        <Where where={finding.where} />
      </Section>
      {references.length > 0 && (
        <Section title={t('references')}>
          <ul className="flex flex-col gap-1 wrap-anywhere">
            {references.map((reference) => {
              const href = webLink(reference);
              return <li key={reference}>{href ? <OutLink href={href}>{reference}</OutLink> : reference}</li>;
            })}
          </ul>
        </Section>
      )}
      <Section title={t('sources')}>
        <EvidenceList id={finding.id} evidence={finding.evidence} />
      </Section>
      {total.n > 0 && (
        <Section
          title={t('elsewhere')}
          aside={
            <Link href={everywhere(finding)} className="underline">
              {t('elsewhereAll', { n: total.n, exact: String(total.exact) })}
            </Link>
          }
        >
          <RelatedList findings={elsewhere.rows} />
        </Section>
      )}
      {duplicates.length > 0 && (
        <Section title={t('duplicates')}>
          <RelatedList findings={duplicates} />
        </Section>
      )}
      <Section title={t('comments')}>
        <Comments
          findingId={finding.id}
          productId={finding.productId}
          comments={finding.comments}
          me={me}
          mayComment={mayComment}
          focused={commenting}
        />
      </Section>
      <Section title={t('history')}>
        <History history={finding.history} />
      </Section>
    </>
  );
}
