import { ArrowLeft } from 'lucide-react';
import { getFormatter, getTranslations } from 'next-intl/server';
import { EditService, RemoveService } from '@/components/backups/form/edit-service';
import { PartSection } from '@/components/backups/part-section';
import { PlanList } from '@/components/backups/plan-list';
import { TestList } from '@/components/backups/test-list';
import { VerdictTable } from '@/components/backups/verdict-table';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import type { ServiceDetail } from '@/lib/backups/view-types';

/** A service: what could be brought back, what was promised, what protects it, and who has tried. */
export async function ServicePage({ service }: { readonly service: ServiceDetail }) {
  const { parts, verdicts } = service;
  return (
    <div className="flex max-w-7xl flex-col gap-8">
      <Header service={service} />
      {parts.map((part) => (
        <PartSection key={part.part} part={part} alone={parts.length === 1} service={service} />
      ))}
      <VerdictTable verdicts={verdicts} />
      <PlanList service={service} />
      <TestList service={service} />
      <History service={service} />
    </div>
  );
}

async function Header({ service }: { readonly service: ServiceDetail }) {
  const t = await getTranslations('backups.detail');
  const { name, note, product, rights } = service;
  return (
    <div>
      <LinkButton variant="ghost" size="sm" href="/backups" className="-ml-2 mb-2">
        <ArrowLeft aria-hidden />
        {t('back')}
      </LinkButton>
      <PageHeader
        title={name}
        lead={note ? `${product.name} · ${note}` : product.name}
        actions={
          rights.write && (
            <>
              <RemoveService service={service} />
              <EditService service={service} />
            </>
          )
        }
      />
    </div>
  );
}

/** What was promised before: a target that was lowered is seen. */
async function History({ service: { history } }: { readonly service: ServiceDetail }) {
  const [t, format] = await Promise.all([getTranslations('backups.detail'), getFormatter()]);
  if (history.length < 2) return null;
  const hours = (minutes: number) => format.number(minutes / 60, { style: 'unit', unit: 'hour', unitDisplay: 'short' });
  return (
    <section>
      <h2 className="mb-1 font-semibold text-lg">{t('history')}</h2>
      <ul className="text-muted">
        {history.map((one) => (
          <li key={one.since}>
            {t('historyRow', {
              rto: hours(one.rtoMinutes),
              rpo: hours(one.rpoMinutes),
              every: hours(one.everyMinutes),
              retention: one.retentionDays,
              sites: one.sites,
              since: format.dateTime(new Date(one.since), 'exact'),
              by: one.byName,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
