import type { Letter } from '@/lib/tls/grade/types';

/** Servers that have advice, by their proper names. */
export const ADVICE_PRODUCTS = {
  nginx: 'nginx',
  apache: 'Apache HTTP Server',
  haproxy: 'HAProxy',
  'azure-application-gateway': 'Azure Application Gateway',
  'ingress-nginx': 'ingress-nginx',
} as const;
export type AdviceProduct = keyof typeof ADVICE_PRODUCTS;

/** A line of a configuration, and the reasons of the grade that it remedies; none where it is needed by the others. */
export type AdviceLine = { readonly text: string; readonly rules: readonly string[] };

/** `language` is for display: how the lines are written. Comments are none: reasons are told beside the lines. */
export type AdviceBlock = {
  readonly product: AdviceProduct;
  readonly language: 'nginx' | 'apache' | 'haproxy' | 'shell' | 'yaml';
  readonly lines: readonly AdviceLine[];
};

export type Advice = {
  readonly target: Letter;
  /** The grade of the same server with this configuration; null where it cannot be told. */
  readonly reached: Letter | null;
  /** Rules that still keep it from the target: a certificate to replace, software to update. */
  readonly beyond: readonly string[];
  readonly blocks: readonly AdviceBlock[];
};

/** Which part of a configuration remedies a rule. */
export type Concern = 'protocols' | 'suites' | 'groups' | 'hsts' | 'chain' | 'staple' | 'compression';

/** What the products write down, each in its own words. */
export type Plan = {
  readonly host: string;
  readonly port: number;
  /** OpenSSL's names and IANA's, in order of preference. */
  readonly suites: { readonly openssl: readonly string[]; readonly iana: readonly string[] };
  readonly suites13: readonly string[];
  readonly hstsSeconds: number;
  readonly staple: boolean;
  readonly rulesOf: (concern: Concern) => readonly string[];
};
