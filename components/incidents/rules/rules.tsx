'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ReasonDialog } from '@/components/incidents/file/reason-dialog';
import { RuleDialog } from '@/components/incidents/rules/rule-dialog';
import { useRuleWords } from '@/components/incidents/rules/use-rule-words';
import { RuleVersions } from '@/components/incidents/rules/versions-dialog';
import { useIncidentVerb } from '@/components/incidents/use-incident-verb';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { archiveRuleAction, switchRuleAction } from '@/lib/incident-rules/actions';
import type { RuleChoices } from '@/lib/incident-rules/data/list';
import type { IncidentRuleView } from '@/lib/incident-rules/types';

const COLUMNS = ['rule', 'when', 'declares', 'fitting', 'declared', 'changed'] as const;

type Props = {
  readonly rules: readonly IncidentRuleView[];
  /** For what the reader may make rules; null: for nothing. */
  readonly choices: RuleChoices | null;
};

/** When an alert is an incident by itself, and what each rule would have declared. */
export function IncidentRules({ rules, choices }: Props) {
  const t = useTranslations('incidentFile.rules');
  const [asked, setAsked] = useState<IncidentRuleView | 'new' | null>(null);
  const archived = rules.filter(({ archivedAt }) => archivedAt !== null);
  return (
    <>
      {choices && (
        <Button className="mb-3" onClick={() => setAsked('new')}>
          {t('new')}
        </Button>
      )}
      <RuleTable
        rules={rules.filter(({ archivedAt }) => archivedAt === null)}
        choices={choices}
        onEdit={(rule) => setAsked(rule)}
      />
      {archived.length > 0 && (
        <details className="mt-3">
          <summary className="w-fit cursor-pointer py-1 text-muted">
            {t('archived', { count: archived.length })}
          </summary>
          <ul className="mt-1">
            {archived.map((rule) => (
              <li key={rule.id} className="wrap-anywhere">
                {[rule.name, t('declaredCount', { count: rule.declared }), rule.changedBy].join(' · ')}{' '}
                {rule.archivedAt && <RelativeTime at={rule.archivedAt} />} <RuleVersions rule={rule} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked && choices && (
        <RuleDialog rule={asked === 'new' ? null : asked} choices={choices} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

type TableProps = Props & { readonly onEdit: (rule: IncidentRuleView) => void };

/** Whether the reader may change a rule: of what they do not reach they see what it is. */
function mayChange({ productId }: IncidentRuleView, choices: RuleChoices | null): boolean {
  if (!choices) return false;
  return choices.everywhere || choices.products.some(({ id }) => id === productId);
}

function RuleTable({ rules, choices, onEdit }: TableProps) {
  const t = useTranslations('incidentFile.rules');
  const { whenOf, declaresOf } = useRuleWords();
  const { give, busy } = useIncidentVerb();
  const [archiving, setArchiving] = useState<IncidentRuleView | null>(null);
  const archive = async (reason: string) => {
    if (!archiving) return;
    const { id, version } = archiving;
    const done = await give(
      () => archiveRuleAction({ id, version, reason }),
      () => ({ title: t('saidArchived') }),
    );
    if (done) setArchiving(null);
  };
  const toggle = ({ id, version, active }: IncidentRuleView) =>
    give(
      () => switchRuleAction({ id, version, active: !active }),
      () => ({ title: t(active ? 'saidOff' : 'saidOn') }),
    );
  return (
    <>
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
                {whenOf(rule)}
              </Td>
              <Td label={t('columns.declares')}>{declaresOf(rule)}</Td>
              <Td label={t('columns.fitting')} className="tabular-nums">
                {rule.fitting}
              </Td>
              <Td label={t('columns.declared')} className="tabular-nums">
                {rule.declared}
              </Td>
              <Td label={t('columns.changed')}>
                <span>
                  {rule.changedBy} <RelativeTime at={rule.changedAt} /> <RuleVersions rule={rule} />
                </span>
              </Td>
              <Td>
                {mayChange(rule, choices) && (
                  <span className="flex flex-wrap gap-1">
                    <Button
                      size="sm"
                      busy={busy}
                      aria-label={t(rule.active ? 'offOne' : 'onOne', { rule: rule.name })}
                      onClick={() => void toggle(rule)}
                    >
                      {t(rule.active ? 'turnOff' : 'turnOn')}
                    </Button>
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={t('editOne', { rule: rule.name })}
                      onClick={() => onEdit(rule)}
                    >
                      {t('edit')}
                    </Button>
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={t('archiveOne', { rule: rule.name })}
                      onClick={() => setArchiving(rule)}
                    >
                      {t('archive')}
                    </Button>
                  </span>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {archiving && (
        <ReasonDialog
          title={t('archiveTitle')}
          lead={archiving.name}
          busy={busy}
          onSubmit={archive}
          onClose={() => setArchiving(null)}
        />
      )}
    </>
  );
}
