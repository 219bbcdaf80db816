import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { AuditVerbs } from '@/components/compliance/audit-verbs';
import { Day } from '@/components/compliance/day';
import { FindingTable } from '@/components/compliance/finding-table';
import { MomentBar } from '@/components/compliance/moment-bar';
import { orNotFound } from '@/components/compliance/not-for-you';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { loadAudit } from '@/lib/compliance/loaders';
import { complianceHref, loadComplianceAddress } from '@/lib/compliance/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compliance.audits'))('title') };
}

type Props = {
  readonly params: Promise<{ readonly number: string }>;
  readonly searchParams: Promise<SearchParams>;
};

export default async function AuditPage({ params, searchParams }: Props) {
  const [{ number: segment }, { at }] = await Promise.all([params, loadComplianceAddress(searchParams)]);
  if (!/^\d{1,9}$/.test(segment)) notFound();
  const [{ audit, people, frameworks, moment, plan, yesterday }, t] = await Promise.all([
    orNotFound(loadAudit(Number(segment), at)),
    getTranslations('compliance'),
  ]);
  const { number, title, kind, state, heldOn, dueOn, owner, auditor, scope, result, findings } = audit;
  const names = audit.frameworks.map((id) => frameworks.find((one) => one.id === id)?.title ?? id);
  const facts = [
    ['owner', owner.name],
    ['auditor', auditor],
    ['frameworks', names.join(', ')],
    ['scope', scope],
    ['result', result],
  ].filter((fact): fact is ['owner' | 'auditor' | 'frameworks' | 'scope' | 'result', string] => fact[1] !== '');
  return (
    <>
      <PageHeader
        title={`AU-${number} ${title}`}
        lead={
          <>
            {t(`audits.kinds.${kind}`)} · {t(`audits.states.${state}`)} · <Day day={heldOn ?? dueOn} />
          </>
        }
        actions={
          <>
            <LinkButton href={complianceHref('/compliance/audits', { at: moment.day })}>{t('audits.all')}</LinkButton>
            {plan && <AuditVerbs audit={audit} people={people} frameworks={frameworks} />}
          </>
        }
      />
      <MomentBar day={moment.day} path={`/compliance/audits/${number}`} last={yesterday} />
      <dl className="grid max-w-prose grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{t(`audits.${name}`)}</dt>
            <dd className="whitespace-pre-line wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <h2 className="mt-6 mb-2 font-semibold text-lg">{t('findings.title')}</h2>
      {findings.length === 0 ? (
        <EmptyState title={t('findings.empty')}>{state === 'planned' && t('findings.emptyLead')}</EmptyState>
      ) : (
        <FindingTable audit={audit} people={people} frameworks={frameworks} day={moment.day} write={plan} />
      )}
    </>
  );
}
