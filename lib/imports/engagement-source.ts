/** The scanner of findings that testers report; no report from outside may call itself so (source-key.ts). */
export const ENGAGEMENT_SCANNER = 'pentest';

/** The format of what a person enters: never recognised, and nobody outside may ask for it (parsers/registry.ts). */
export const ENGAGEMENT_FORMAT = 'pentest';
