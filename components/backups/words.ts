import { useFormatter, useTranslations } from 'next-intl';
import { lengthText, writtenParams } from '@/lib/backups/reason-params';
import type { Judged } from '@/lib/backups/rules';
import type { Reason } from '@/lib/backups/types';

/** "1 day 4 hr": the two largest units of a length in seconds. */
export function useLength(): (seconds: number) => string {
  const format = useFormatter();
  return (seconds) =>
    lengthText(seconds, (value, unit) =>
      format.number(value, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }),
    );
}

/** "1.2 GB". */
export function useSize(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
    const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(bytes))) / 3)));
    return format.number(bytes / 1000 ** power, {
      ...{ style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: 1 },
    });
  };
}

/** A reason in the reader's language: lengths and instants among its data are written out. */
export function useReason(): (reason: Reason) => string {
  const t = useTranslations('backups.reasons');
  const format = useFormatter();
  const length = useLength();
  return ({ code, params }) => {
    const instant = (at: Date) => format.dateTime(at, 'exact');
    const said = t(code, writtenParams(params, { length, instant }));
    return typeof params.part === 'string' ? `${params.part}: ${said}` : said;
  };
}

/** What is measured, and what was promised, in the unit of the objective; null: not known. */
export function useMeasure(): (verdict: Pick<Judged, 'objective' | 'value' | 'target'>) => {
  readonly value: string | null;
  readonly target: string;
} {
  const t = useTranslations('backups');
  const format = useFormatter();
  const length = useLength();
  return ({ objective, value, target }) => {
    const inSeconds = objective === 'rpo' || objective === 'rto' || objective === 'frequency';
    const counted = objective === 'sites' || objective === 'encryption';
    const said = (amount: number) => {
      if (inSeconds) return length(amount);
      return counted ? format.number(amount) : t('days', { count: Math.floor(amount) });
    };
    const known = value === null || objective === 'encryption' ? null : said(value);
    return { value: known, target: objective === 'encryption' ? '' : said(target) };
  };
}
