'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { matrixRows } from '@/lib/incidents/policy-row';
import { LEVELS, type Level, type Matrix, PRIORITIES, type Priority } from '@/lib/incidents/types';

type Props = { readonly matrix: Matrix; readonly onChange: (matrix: Matrix) => void };

const WORDS = ['1', '2', '3', '4'] as const;

/** The matrix, each cell to choose. */
export function MatrixInput({ matrix, onChange }: Props) {
  const t = useTranslations('incidents');
  const set = (impact: Level, urgency: Level, priority: Priority | undefined) => {
    if (priority !== undefined) onChange({ ...matrix, [impact]: { ...matrix[impact], [urgency]: priority } });
  };
  return (
    <fieldset className="min-w-0 max-w-full">
      <legend className="mb-1 font-medium">{t('policy.matrix')}</legend>
      <table>
        <thead>
          <tr className="text-muted text-xs">
            <td />
            {LEVELS.map((urgency) => (
              <th key={urgency} scope="col" className="pb-1 font-normal">
                {t('matrix.urgency', { level: t(`levels.${urgency}`) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrixRows(matrix).map(({ impact, cells }) => (
            <tr key={impact}>
              <th scope="row" className="pr-3 text-left font-normal text-muted text-xs">
                {t('matrix.impact', { level: t(`levels.${impact}`) })}
              </th>
              {cells.map(({ urgency, priority }) => (
                <td key={urgency} className="p-0.5">
                  <Select
                    label={t('matrix.cell', {
                      impact: t(`levels.${impact}`),
                      urgency: t(`levels.${urgency}`),
                      priority,
                    })}
                    options={WORDS.map((value) => ({ value, label: t('priority', { priority: value }) }))}
                    value={WORDS[priority - 1] ?? '4'}
                    onValueChange={(word) => set(impact, urgency, PRIORITIES[WORDS.indexOf(word)])}
                    className="w-20"
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
