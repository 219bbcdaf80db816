export const FINDING_KINDS = ['dependency', 'code', 'web', 'host', 'configuration', 'secret', 'licence'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Where it is. Every field is the scanner's; which are set depends on the kind. Lines and columns count from 1. */
export type Location = {
  readonly path?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly symbol?: string;
  readonly url?: string;
  readonly method?: string;
  readonly parameter?: string;
  readonly host?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly service?: string;
  readonly purl?: string;
  readonly packageName?: string;
  readonly packageVersion?: string;
  readonly packageType?: string;
  readonly image?: string;
  readonly layer?: string;
  readonly resource?: string;
  readonly namespace?: string;
};

/** `score` is the base score 0.0–10.0; `source` is who scored ("nvd", "redhat"). */
export type Cvss = {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0';
  readonly vector: string;
  readonly score: number | null;
  readonly source: string;
};
