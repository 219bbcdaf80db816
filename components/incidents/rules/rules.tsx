'use client';

import { useTranslations } from 'next-intl';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { severityName } from '@/lib/findings/severity';
import { switchRuleAction } from '@/lib/incident-rules/actions';
import type { IncidentRuleView } from '@/lib/incident-rules/types';

const COLUMNS = ['rule', 'when', 'declares', 'fitting', 'declared', 'changed'] as const;

type Props = { readonly rules: readonly IncidentRuleView[]; readonly mayWrite: boolean };

/** When an alert is an incident by itself, and what each rule would have declared. */
export function IncidentRules({ rules, mayWrite }: Props) {
  const t = useTranslations('incidentFile.rules');
  const kinds = useTranslations('incidents.kinds');
  const levels = useTranslations('incidents.levels');
  const { give, busy } = useIncidentVerb();
  const toggle = ({ id, version, active }: IncidentRuleView) =>
    give(
      () => switchRuleAction({ id, version, active: !active }),
      () => ({ title: t(active ? 'saidOff' : 'saidOn') }),
    );
  return (
    <Table label={t('heading')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column}>{t(`columns.${column}`)}</Th>
          ))}
          <Th>
            <span className="sr-only">{t('switch')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id} className="align-top">
            <Td>
              <span className="font-medium">{rule.name}</span>{' '}
              <Badge tone={rule.active ? 'met' : 'neutral'}>{t(rule.active ? 'on' : 'off')}</Badge>
            </Td>
            <Td label={t('columns.when')} className="wrap-anywhere">
              {[t('severity', { severity: severityName(rule.minSeverity) }), ...rule.patterns, ...rule.techniques].join(
                ' · ',
              )}
            </Td>
            <Td label={t('columns.declares')}>
              {`${kinds(rule.kind)} (${levels(rule.impact)} / ${levels(rule.urgency)})`}
            </Td>
            <Td label={t('columns.fitting')} className="tabular-nums">
              {rule.fitting}
            </Td>
            <Td label={t('columns.declared')} className="tabular-nums">
              {rule.declared}
            </Td>
            <Td label={t('columns.changed')}>
              {rule.changedBy} <RelativeTime at={rule.changedAt} />
            </Td>
            <Td>
              {mayWrite && (
                <Button
                  size="sm"
                  busy={busy}
                  aria-label={t(rule.active ? 'offOne' : 'onOne', { rule: rule.name })}
                  onClick={() => void toggle(rule)}
                >
                  {t(rule.active ? 'turnOff' : 'turnOn')}
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
