import { type Fields, said } from '@/lib/events/shapes/microsoft/fields';
import type { EventClass } from '@/lib/events/types';

/** Tables of Log Analytics and of advanced hunting, by what they hold; the first that fits. */
const TABLES: readonly (readonly [RegExp, EventClass])[] = [
  [/^alertinfo$/, 'detection'],
  [/signin|logonevents$|risk(?:yusers|events|detections)|^asimauthentication/, 'identity'],
  [/^vmconnection$|^commonsecuritylog$|^nta|^dnsevents$|network(?:events|session)|^asimdns/, 'network'],
  [/^w3ciislog$|^appservicehttplogs$|accesslogs?$|websession/, 'web'],
  [/^(?:sql|postgresql|pgsql|mysql|cdb)/, 'database'],
  [/^(?:device|syslog|securityevent|event$|windowsevent|container|linuxaudit)/, 'host'],
  [/activity|audit|^cloudappevents$|^identity|^intune|^storage\w*logs$|^azkv|^keyvault/, 'audit'],
];

/** Rows of advanced hunting may come without their table: those of a machine name the process behind them. */
export function classOfRow(record: Fields, table: string): EventClass {
  if (table === '') return said(record, 'initiatingProcessFileName', 'deviceId') === '' ? 'audit' : 'host';
  const spelt = table.toLowerCase();
  return TABLES.find(([name]) => name.test(spelt))?.[1] ?? 'host';
}
