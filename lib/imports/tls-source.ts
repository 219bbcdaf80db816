/** The scanner of findings that our own TLS scans report; its targets are endpoints. No report from outside speaks for it. */
export const TLS_SCANNER = 'tls';

/** The format of what a scan found: never recognised, and nobody outside may ask for it (parsers/registry.ts). */
export const TLS_FORMAT = 'tls';
