import { flag, type Json, type JsonObject, number, object, objects, text, texts } from '@/lib/core/json';
import { ofCertificate } from '@/lib/imports/parsers/tls-weakness';
import type { TlsWeaknessId } from '@/lib/imports/parsers/tls-weakness-list';

/** Bits of a certificate's `issues` (SSL Labs API, "Cert"). */
const ISSUES: readonly (readonly [number, TlsWeaknessId])[] = [
  [2, 'cert-not-yet-valid'],
  [4, 'cert-expired'],
  [8, 'cert-name'],
  [16, 'cert-revoked'],
  [64, 'cert-self-signed'],
  [256, 'cert-signature-broken'],
];
const NO_TRUST = 1;
/** A chain's bit for a missing intermediate. */
const INCOMPLETE = 2;

/**
 * What is wrong with the certificates of an endpoint: in API 3 they stand beside the endpoints and are named by chains, in
 * API 2 within the details. What clients without SNI get is not graded.
 */
export function sslLabsCertificate(host: Json | undefined, details: JsonObject): [TlsWeaknessId, string][] {
  const chains = [...objects(details, 'certChains'), object(details, 'chain')].filter(
    (chain) => chain !== undefined && flag(chain, 'noSni') !== true,
  );
  const leaves = new Set(chains.flatMap((chain) => texts(chain, 'certIds').slice(0, 1)));
  const named = objects(host, 'certs').filter((certificate) => leaves.has(text(certificate, 'id')));
  const own = object(details, 'cert');
  const found = [...named, ...(own ? [own] : [])].flatMap((certificate) => wrong(certificate, details));
  const incomplete = chains.some((chain) => ((number(chain, 'issues') ?? 0) & INCOMPLETE) !== 0);
  return incomplete ? [...found, ['chain-incomplete', '']] : found;
}

function wrong(certificate: JsonObject, details: JsonObject): [TlsWeaknessId, string][] {
  const issues = number(certificate, 'issues') ?? 0;
  const subject = text(certificate, 'subject').slice(0, 200);
  const named = ISSUES.filter(([bit]) => (issues & bit) !== 0).map(([, id]): [TlsWeaknessId, string] => [id, subject]);
  const untrusted = (issues & NO_TRUST) !== 0 && named.length === 0;
  const keyType = (text(certificate, 'keyAlg') || text(details, 'key', 'alg')).slice(0, 50);
  const keyBits = number(certificate, 'keySize') ?? number(details, 'key', 'size');
  return [
    ...named,
    ...(untrusted ? [['cert-untrusted', subject] satisfies [TlsWeaknessId, string]] : []),
    ...ofCertificate(text(certificate, 'sigAlg').slice(0, 100), keyType, keyBits),
  ];
}
