'use client';

import { useTranslations } from 'next-intl';
import { PriorityBadge } from '@/components/incidents/priority-badge';
import { Field } from '@/components/ui/field';
import { FieldTextarea } from '@/components/ui/field-input';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { matrixRows } from '@/lib/incidents/policy-row';
import { priorityOf } from '@/lib/incidents/priority';
import { NOTE_MAX } from '@/lib/incidents/schema';
import { LEVELS, type Level, type Matrix, PRIORITIES, type Priority } from '@/lib/incidents/types';

/** What a person says of how bad it is; null: nothing yet. `priority` null: what the matrix proposes. */
export type Weighed = {
  readonly cell: { readonly impact: Level; readonly urgency: Level } | null;
  readonly priority: Priority | null;
};

/** The priority that stands: the chosen one, else the proposed one. */
export function weighedPriority(matrix: Matrix, { cell, priority }: Weighed): Priority | null {
  return priority ?? (cell && priorityOf(matrix, cell.impact, cell.urgency));
}

const WORDS = ['p1', 'p2', 'p3', 'p4'] as const;

type Props = {
  readonly matrix: Matrix;
  readonly value: Weighed;
  readonly onChange: (value: Weighed) => void;
  /** The priority that it had: to lower it takes a reason too. */
  readonly before?: Priority;
  readonly wrong: { readonly cell: boolean; readonly note: boolean };
};

/** Impact by urgency, all of it in sight; below what it proposes, another priority, and why. */
export function MatrixField({ matrix, value, onChange, before, wrong }: Props) {
  const t = useTranslations('incidents.matrix');
  const { cell, priority } = value;
  const proposed = cell && priorityOf(matrix, cell.impact, cell.urgency);
  const stands = weighedPriority(matrix, value);
  const differs = priority !== null && priority !== proposed;
  const choose = (next: Weighed['cell']) => {
    const says = next && priorityOf(matrix, next.impact, next.urgency);
    onChange({ cell: next, priority: priority === says ? null : priority });
  };
  const lowered = before !== undefined && stands !== null && stands > before;
  return (
    <>
      <MatrixTable matrix={matrix} cell={cell} wrong={wrong.cell} onCell={choose} />
      {proposed !== null && stands !== null && (
        <div className="flex flex-wrap items-center gap-2">
          <span>{t('proposed', { priority: proposed })}</span>
          <SegmentedControl
            label={t('priority')}
            options={WORDS.map((word, index) => ({ value: word, label: t('of', { priority: index + 1 }) }))}
            value={WORDS[stands - 1] ?? 'p1'}
            onValueChange={(word) => {
              const chosen = PRIORITIES[WORDS.indexOf(word)];
              onChange({ cell, priority: chosen === undefined || chosen === proposed ? null : chosen });
            }}
          />
        </div>
      )}
      {(differs || lowered) && (
        <Field label={t(differs ? 'why' : 'whyLower')} error={wrong.note && t('whyMissing')}>
          <FieldTextarea name="note" maxLength={NOTE_MAX} />
        </Field>
      )}
    </>
  );
}

type MatrixProps = {
  readonly matrix: Matrix;
  readonly cell: Weighed['cell'];
  readonly wrong: boolean;
  readonly onCell: (cell: { readonly impact: Level; readonly urgency: Level }) => void;
};

function MatrixTable({ matrix, cell, wrong, onCell }: MatrixProps) {
  const t = useTranslations('incidents');
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{t('matrix.title')}</legend>
      <table className="w-full table-fixed text-center">
        <thead>
          <tr className="text-muted text-xs">
            <td className="w-24" />
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
              <th scope="row" className="pr-2 text-left font-normal text-muted text-xs">
                {t('matrix.impact', { level: t(`levels.${impact}`) })}
              </th>
              {cells.map(({ urgency, priority }) => (
                <td key={urgency} className="p-0.5">
                  <label className="flex h-9 cursor-pointer items-center justify-center rounded-md border border-line hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
                    <input
                      type="radio"
                      name="cell"
                      className="sr-only"
                      aria-label={t('matrix.cell', {
                        impact: t(`levels.${impact}`),
                        urgency: t(`levels.${urgency}`),
                        priority,
                      })}
                      checked={cell?.impact === impact && cell.urgency === urgency}
                      onChange={() => onCell({ impact, urgency })}
                    />
                    <PriorityBadge priority={priority} />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {wrong && (
        <p role="alert" className="mt-1 text-missed-ink text-xs">
          {t('matrix.missing')}
        </p>
      )}
    </fieldset>
  );
}
