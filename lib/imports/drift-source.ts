/** The scanner of findings of drift from approved lists; its targets are kinds of list. No report from outside speaks for it. */
export const DRIFT_SCANNER = 'drift';

/** The format of what a comparison found: never recognised, and nobody outside may ask for it (parsers/registry.ts). */
export const DRIFT_FORMAT = 'drift';
