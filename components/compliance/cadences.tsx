import { useTranslations } from 'next-intl';
import { Day } from '@/components/compliance/day';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { CadenceRow } from '@/lib/compliance/data/programme';
import type { CadenceState } from '@/lib/compliance/programme';

const LOOKS: Readonly<Record<CadenceState, { readonly tone: Tone; readonly mark: string }>> = {
  on_time: { tone: 'met', mark: '✓' },
  overdue: { tone: 'missed', mark: '✕' },
  never: { tone: 'unknown', mark: '?' },
};

/** Each kind of audit against its cadence: the programme's answer. */
export function Cadences({ rows }: { readonly rows: readonly CadenceRow[] }) {
  const t = useTranslations('compliance.audits');
  return (
    <ul className="mb-6 grid gap-x-8 gap-y-3 sm:grid-cols-2 xl:grid-cols-4">
      {rows.map(({ kind, months, state, lastHeldOn, dueOn }) => (
        <li key={kind} className="min-w-0">
          <p className="font-medium">{t(`kinds.${kind}`)}</p>
          <p className="text-muted text-xs">{t('every', { months })}</p>
          <p className="mt-1">
            <Badge tone={LOOKS[state].tone} mark={LOOKS[state].mark}>
              {t(`cadence.${state}`)}
            </Badge>
          </p>
          {lastHeldOn !== null && (
            <p className="mt-1 text-sm">
              {t('lastHeld')} <Day day={lastHeldOn} />
            </p>
          )}
          {dueOn !== null && (
            <p className="text-sm">
              {t('next')} <Day day={dueOn} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
