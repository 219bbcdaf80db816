import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { Backings } from '@/components/compliance/backings';
import { Correspondence } from '@/components/compliance/correspondence';
import { DecideControl } from '@/components/compliance/decide-control';
import { DecisionFacts } from '@/components/compliance/decision-facts';
import { DecisionHistory } from '@/components/compliance/decision-history';
import { Exceptions } from '@/components/compliance/exceptions';
import { MomentBar } from '@/components/compliance/moment-bar';
import { orNotFound } from '@/components/compliance/not-for-you';
import { ControlBadge } from '@/components/compliance/state-badge';
import { PageHeader } from '@/components/layout/page-header';
import { StalePosture } from '@/components/posture/stale';
import { Badge } from '@/components/ui/badge';
import { LinkButton } from '@/components/ui/link-button';
import { loadControl } from '@/lib/compliance/loaders';
import { wordsIn } from '@/lib/compliance/rules';
import { complianceHref, loadComplianceAddress } from '@/lib/compliance/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compliance'))('title') };
}

type Props = {
  readonly params: Promise<{ readonly framework: string; readonly control: string }>;
  readonly searchParams: Promise<SearchParams>;
};

export default async function ControlPage({ params, searchParams }: Props) {
  const [{ framework: id, control: segment }, { at }] = await Promise.all([
    params,
    loadComplianceAddress(searchParams),
  ]);
  const view = await orNotFound(loadControl(id, decodeURIComponent(segment), at));
  const [t, locale] = await Promise.all([getTranslations('compliance'), getLocale()]);
  const { framework, control, history, before, after, judged, moment, people, write, yesterday, corresponds } = view;
  const hrefOf = (one: string) => complianceHref(`/compliance/${id}/${encodeURIComponent(one)}`, { at: moment.day });
  return (
    <>
      <PageHeader
        title={`${control.id} ${wordsIn(control.title, locale)}`}
        lead={`${framework.title}, ${framework.version}`}
        actions={
          <>
            <LinkButton href={complianceHref(`/compliance/${id}`, { at: moment.day })}>{t('control.all')}</LinkButton>
            {before && <LinkButton href={hrefOf(before)}>{t('control.before', { id: before })}</LinkButton>}
            {after && <LinkButton href={hrefOf(after)}>{t('control.after', { id: after })}</LinkButton>}
            {write && <DecideControl framework={id} control={control} people={people} />}
          </>
        }
      />
      <MomentBar day={moment.day} path={`/compliance/${id}/${segment}`} last={yesterday} />
      <StalePosture posture={judged} />
      <p className="mb-4 flex flex-wrap items-center gap-2">
        {control.decision.applicable === false ? (
          <Badge>{t('controls.notApplicable')}</Badge>
        ) : (
          <>
            <ControlBadge state={control.state} /> <span className="text-muted">{t(`why.${control.state}`)}</span>
          </>
        )}
      </p>
      {control.text !== '' && <p className="mb-4 max-w-prose whitespace-pre-line wrap-anywhere">{control.text}</p>}
      <h2 className="mt-6 mb-2 font-semibold text-lg">{t('backings.title')}</h2>
      <Backings backings={control.backings} day={moment.day} />
      <Exceptions rows={control.backings.flatMap(({ exceptions }) => exceptions)} day={moment.day} />
      <h2 className="mt-6 mb-2 font-semibold text-lg">{t('decision.heading')}</h2>
      <DecisionFacts decision={control.decision} />
      <Correspondence rows={corresponds} />
      <DecisionHistory history={history} />
    </>
  );
}
