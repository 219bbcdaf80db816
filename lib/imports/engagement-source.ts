/** The scanner of findings that testers report: its targets are engagements (ENGAGEMENT_TARGET). */
export const ENGAGEMENT_SCANNER = 'pentest';

/** What an engagement is called, with its number; no report from outside may speak for one (source-key.ts). */
export const ENGAGEMENT_TARGET = /^PT-([1-9]\d{0,8})$/;

/** The format of what a person enters: never recognised, and nobody outside may ask for it (parsers/registry.ts). */
export const ENGAGEMENT_FORMAT = 'pentest';
