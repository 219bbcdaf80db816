/** The scanner of findings of missed recovery objectives; its targets are services. No report from outside speaks for it. */
export const BACKUP_SCANNER = 'backups';

/** The format of what an evaluation missed: never recognised, and nobody outside may ask for it (parsers/registry.ts). */
export const BACKUP_FORMAT = 'backups';
