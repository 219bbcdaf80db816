import { type Fields, inner, said } from '@/lib/events/shapes/microsoft/fields';

/** A record's own members: diagnostic settings put them into `properties`, beside what all logs have in common. */
export function bodyOf(record: Fields): Fields {
  const properties = inner(record, 'properties');
  return properties.size > 0 ? properties : record;
}

/** When a log says that it was written, in the spellings of diagnostic settings and of Log Analytics. */
export function timeOfLog(record: Fields): string {
  return said(record, 'time', 'timeStamp', 'timeGenerated');
}

/**
 * A log's category: of Log Analytics' rows the table, since columns named Category say other things there.
 * @returns in lower case
 */
export function categoryOf(record: Fields): string {
  const table = said(record, 'type').toLowerCase();
  return table === '' || table === 'azurediagnostics' ? said(record, 'category').toLowerCase() : table;
}
