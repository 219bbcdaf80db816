import { createFormatter, createTranslator } from 'next-intl';
import { lengthText, writtenParams } from '@/lib/backups/reason-params';
import type { Reason } from '@/lib/backups/types';
import english from '@/messages/en/backups.json';

/** Findings speak English, as those of all scanners, and tell times in UTC. */
const t = createTranslator({ locale: 'en', messages: english, namespace: 'reasons' });
const format = createFormatter({ locale: 'en', timeZone: 'UTC' });

const instant = (at: Date) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'long' });
const length = (seconds: number) =>
  lengthText(seconds, (value, unit) => format.number(value, { style: 'unit', unit, unitDisplay: 'long' }));

/** Why an objective is missed, as its finding says it. */
export function reasonWords({ code, params }: Reason): string {
  const said = t(code, writtenParams(params, { length, instant }));
  return typeof params.part === 'string' && params.part !== '' ? `${params.part}: ${said}` : said;
}
