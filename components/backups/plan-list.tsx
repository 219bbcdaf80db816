'use client';

import { useTranslations } from 'next-intl';
import { PlanDialog } from '@/components/backups/form/plan-dialog';
import { useVerb } from '@/components/backups/use-verb';
import { useLength } from '@/components/backups/words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { removePlanAction } from '@/lib/backups/actions';
import type { Declared } from '@/lib/backups/declared';
import type { PlanItem, ServiceDetail } from '@/lib/backups/view-types';

/** What protects the service. */
export function PlanList({ service: { id, plans, rights, sources } }: { readonly service: ServiceDetail }) {
  const t = useTranslations('backups');
  const length = useLength();
  const { busy, run } = useVerb();
  return (
    <section>
      <div className="mb-1 flex items-center justify-between gap-2">
        <h2 className="font-semibold text-lg">{t('detail.plans')}</h2>
        {rights.write && (
          <PlanDialog serviceId={id} sources={sources} plan={null} trigger={<Button>{t('plan.add')}</Button>} />
        )}
      </div>
      {plans.length === 0 && <p className="text-muted">{t('detail.noPlans')}</p>}
      <ul className="border-line border-t empty:hidden">
        {plans.map((plan) => (
          <li key={plan.id} className="flex min-h-row flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-1">
            <span className="font-medium wrap-anywhere">{plan.asset || t('plan.all')}</span>
            <span className="text-muted">
              {plan.source.name} ({plan.source.shape}
              {plan.repository && `, ${plan.repository}`})
            </span>
            <span className="text-muted">{t('plan.schedule', { every: length(plan.everyMinutes * 60) })}</span>
            {plan.logMinutes !== null && (
              <span className="text-muted">{t('plan.logs', { every: length(plan.logMinutes * 60) })}</span>
            )}
            {plan.declared && <DeclaredText plan={plan} declared={plan.declared} />}
            <span className="text-muted">{[plan.location, plan.region].filter((one) => one !== '').join(', ')}</span>
            {rights.write && (
              <span className="ml-auto flex gap-1">
                <PlanDialog
                  serviceId={id}
                  sources={sources}
                  plan={plan}
                  trigger={
                    <Button variant="ghost" size="sm">
                      {t('plan.edit')}
                    </Button>
                  }
                />
                <Button
                  variant="ghost"
                  size="sm"
                  busy={busy}
                  onClick={() => void run(() => removePlanAction({ id: plan.id, version: plan.version }), 'removed')}
                >
                  {t('plan.remove')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the tool itself says it will do, and where that is less than what is planned. */
function DeclaredText({ plan, declared }: { readonly plan: PlanItem; readonly declared: Declared }) {
  const t = useTranslations('backups.plan');
  const length = useLength();
  const { every, everyMinutes, keepMinutes, paused } = declared;
  const shape = plan.source.shape;
  const slower = everyMinutes !== null && everyMinutes > plan.everyMinutes;
  const minutes = everyMinutes === null ? 'none' : 'known';
  const keep = keepMinutes === null ? 'none' : length(keepMinutes * 60);
  return (
    <>
      <span className="text-muted wrap-anywhere">
        {t('declared', { shape, every, minutes, length: length((everyMinutes ?? 0) * 60), keep })}
      </span>
      {paused && <Badge tone="missed">{t('paused', { shape })}</Badge>}
      {!paused && slower && <Badge tone="partly">{t('slower', { shape })}</Badge>}
    </>
  );
}
