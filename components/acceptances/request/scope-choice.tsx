'use client';

import { useTranslations } from 'next-intl';
import type { KeyboardEvent } from 'react';
import { ChoiceList, chosenByKey } from '@/components/findings/verbs/choice-list';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { coveredBy, type Wanted } from '@/lib/acceptances/request-scope';
import type { AcceptanceScope, RequestPreview } from '@/lib/acceptances/types';
import { SEVERITIES, type SeverityName } from '@/lib/findings/severity';

type Props = {
  readonly preview: RequestPreview;
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
};

/** What to ask for, each choice with what it would cover now. */
export function ScopeChoice({ preview, wanted, onChange }: Props) {
  const t = useTranslations('acceptances.request');
  const severity = useTranslations('findings.severity');
  const { common, products, leftOut } = preview;
  const names: Readonly<Record<AcceptanceScope, string | null>> = {
    findings: null,
    package: common.packageName,
    rule: common.ruleId,
    product: common.productName,
  };
  const labelOf = (scope: AcceptanceScope) => {
    const count = coveredBy(preview, { ...wanted, scope });
    return `${t(`scopes.${scope}`, { name: names[scope] ?? '' })} (${t('count', { count })})`;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = chosenByKey(
      event,
      preview.scopes.map(({ scope }) => scope),
    );
    if (!chosen) return;
    event.preventDefault();
    onChange({ ...wanted, scope: chosen });
  };
  const ceiling = SEVERITIES[wanted.ceiling] ?? 'info';
  return (
    <fieldset onKeyDown={onKeyDown} className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t('scope')}</legend>
      <ChoiceList
        label={t('scope')}
        choices={preview.scopes.map(({ scope }) => ({ value: scope, label: labelOf(scope) }))}
        value={wanted.scope}
        onValueChange={(scope) => onChange({ ...wanted, scope })}
      />
      {wanted.scope === 'findings' && products > 1 && <p className="text-muted">{t('several', { count: products })}</p>}
      {wanted.scope === 'findings' && leftOut > 0 && <p className="text-muted">{t('leftOut', { count: leftOut })}</p>}
      {wanted.scope !== 'findings' && (
        <>
          <Field label={t('ceiling')} hint={t('later')} className="max-w-60">
            <Select<SeverityName>
              options={SEVERITIES.map((value) => ({ value, label: severity(value) })).toReversed()}
              value={ceiling}
              onValueChange={(name) => onChange({ ...wanted, ceiling: SEVERITIES.indexOf(name) })}
            />
          </Field>
          <Checkbox
            label={t('exploited')}
            checked={wanted.exploited}
            onCheckedChange={(exploited) => onChange({ ...wanted, exploited })}
          />
        </>
      )}
    </fieldset>
  );
}
