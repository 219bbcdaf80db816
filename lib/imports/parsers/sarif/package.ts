import { type Json, text, texts } from '@/lib/core/json';
import { packageIdentity, purlWithoutVersion } from '@/lib/imports/parsers/normalise';
import type { SarifRule } from '@/lib/imports/parsers/sarif/rule';

/** How much of a message and a rule's help is searched. */
const TOLD = 20_000;

export type SarifPackage = {
  readonly name: string;
  readonly version: string;
  readonly fixVersion: string;
  readonly purl: string;
  /** The package as part of an identity; empty where the report names none. */
  readonly identity: string;
};

/**
 * The package of a vulnerability. SARIF has no field for it: Trivy and Grype write `Package: …` lines into message and
 * help, Grype and others a package URL into the rule's properties.
 */
export function packageOf(message: string, result: Json, rule: SarifRule): SarifPackage {
  const told = `${message.slice(0, TOLD)}\n${text(rule.json, 'help', 'text').slice(0, TOLD)}`.slice(0, TOLD);
  const purls = [...texts(result, 'properties', 'purls'), ...rule.purls];
  const purl = purls.length === 1 ? (purls[0] ?? '') : text(result, 'properties', 'purl');
  const name = line(told, 'Package(?: name)?');
  const type = line(told, 'Type');
  return {
    name: name || (/^pkg:[^@?#]+\/([^/@?#]+)/.exec(purl)?.[1] ?? ''),
    version: line(told, '(?:Installed )?Version'),
    fixVersion: line(told, 'Fix(?:ed)? Version'),
    purl,
    identity: purl !== '' ? purlWithoutVersion(purl) : name === '' ? '' : packageIdentity(type, name),
  };
}

function line(told: string, label: string): string {
  return new RegExp(`^${label}:[ \\t]*(\\S.{0,300})$`, 'im').exec(told)?.[1]?.trim() ?? '';
}
