import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { STATES } from '@/lib/backups/types';

/** What narrows the grid. Products and teams by slug, as everywhere. */
export const backupParsers = {
  state: parseAsArrayOf(parseAsStringLiteral(STATES)).withDefault([]),
  product: parseAsArrayOf(parseAsString).withDefault([]),
  team: parseAsArrayOf(parseAsString).withDefault([]),
};
export type BackupAddress = inferParserType<typeof backupParsers>;

export const loadBackupAddress = createLoader(backupParsers);
export const backupsHref = createSerializer(backupParsers);
