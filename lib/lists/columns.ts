import { EMPTY_ENTRY, type Field } from '@/lib/lists/entry';
import type { Entry, Kind } from '@/lib/lists/types';

/** What the columns of a file are called, by the field that they hold. */
export const COLUMNS: Readonly<Record<Kind, Readonly<Partial<Record<Field, string>>>>> = {
  ports: { subject: 'host', detail: 'port', protocol: 'protocol', reason: 'reason', owner: 'owner', until: 'until' },
  registries: { subject: 'registry', detail: 'repository', reason: 'reason', owner: 'owner', until: 'until' },
  hosts: { subject: 'host', reason: 'reason', owner: 'owner', until: 'until' },
};

/** Fields that entries of a kind have, in the order of the columns. */
export const FIELDS_OF = (kind: Kind): readonly Field[] =>
  (Object.keys(EMPTY_ENTRY) as Field[]).filter((field) => COLUMNS[kind][field] !== undefined);

/** An entry as the row that `readTable` takes. */
export function cellOf(entry: Entry, field: Field): string {
  return entry[field] ?? '';
}
