import { anonymous } from '@/lib/tls/grade/rules/anonymous';
import { beast } from '@/lib/tls/grade/rules/beast';
import { ccsInjection } from '@/lib/tls/grade/rules/ccs-injection';
import { certExpired } from '@/lib/tls/grade/rules/cert-expired';
import { certName } from '@/lib/tls/grade/rules/cert-name';
import { certNotYetValid } from '@/lib/tls/grade/rules/cert-not-yet-valid';
import { certRevoked } from '@/lib/tls/grade/rules/cert-revoked';
import { certSelfSigned } from '@/lib/tls/grade/rules/cert-self-signed';
import { certSha1 } from '@/lib/tls/grade/rules/cert-sha1';
import { certSignatureBroken } from '@/lib/tls/grade/rules/cert-signature-broken';
import { certUntrusted } from '@/lib/tls/grade/rules/cert-untrusted';
import { chainIncomplete } from '@/lib/tls/grade/rules/chain-incomplete';
import { chainOrder } from '@/lib/tls/grade/rules/chain-order';
import { clientRenegotiation } from '@/lib/tls/grade/rules/client-renegotiation';
import { crime } from '@/lib/tls/grade/rules/crime';
import { dhBroken } from '@/lib/tls/grade/rules/dh-broken';
import { dhSmall } from '@/lib/tls/grade/rules/dh-small';
import { drown } from '@/lib/tls/grade/rules/drown';
import { expiresSoon } from '@/lib/tls/grade/rules/expires-soon';
import { exportSuites } from '@/lib/tls/grade/rules/export';
import { fallbackScsv } from '@/lib/tls/grade/rules/fallback-scsv';
import { goldenDoodle } from '@/lib/tls/grade/rules/golden-doodle';
import { heartbleed } from '@/lib/tls/grade/rules/heartbleed';
import { hstsAbsent } from '@/lib/tls/grade/rules/hsts-absent';
import { hstsBroken } from '@/lib/tls/grade/rules/hsts-broken';
import { hstsShort } from '@/lib/tls/grade/rules/hsts-short';
import { insecureRenegotiation } from '@/lib/tls/grade/rules/insecure-renegotiation';
import { intolerance } from '@/lib/tls/grade/rules/intolerance';
import { keyBroken } from '@/lib/tls/grade/rules/key-broken';
import { keyDebian } from '@/lib/tls/grade/rules/key-debian';
import { keyExponent } from '@/lib/tls/grade/rules/key-exponent';
import { keySmall } from '@/lib/tls/grade/rules/key-small';
import { lucky13 } from '@/lib/tls/grade/rules/lucky13';
import { mustStaple } from '@/lib/tls/grade/rules/must-staple';
import { noAead } from '@/lib/tls/grade/rules/no-aead';
import { noForwardSecrecy } from '@/lib/tls/grade/rules/no-forward-secrecy';
import { noSecureRenegotiation } from '@/lib/tls/grade/rules/no-secure-renegotiation';
import { noTls12 } from '@/lib/tls/grade/rules/no-tls12';
import { noTls13 } from '@/lib/tls/grade/rules/no-tls13';
import { oldTls } from '@/lib/tls/grade/rules/old-tls';
import { opensslPaddingOracle } from '@/lib/tls/grade/rules/openssl-padding-oracle';
import { ownStore } from '@/lib/tls/grade/rules/own-store';
import { poodleSsl3 } from '@/lib/tls/grade/rules/poodle-ssl3';
import { poodleTls } from '@/lib/tls/grade/rules/poodle-tls';
import { rc4 } from '@/lib/tls/grade/rules/rc4';
import { rc4Negotiated } from '@/lib/tls/grade/rules/rc4-negotiated';
import { rc4Only } from '@/lib/tls/grade/rules/rc4-only';
import { robot } from '@/lib/tls/grade/rules/robot';
import { sctsMissing } from '@/lib/tls/grade/rules/scts-missing';
import { sleepingPoodle } from '@/lib/tls/grade/rules/sleeping-poodle';
import { smallBlock } from '@/lib/tls/grade/rules/small-block';
import { smallBlockNegotiated } from '@/lib/tls/grade/rules/small-block-negotiated';
import { smallCurve } from '@/lib/tls/grade/rules/small-curve';
import { ssl2 } from '@/lib/tls/grade/rules/ssl2';
import { ssl3 } from '@/lib/tls/grade/rules/ssl3';
import { ssl3Best } from '@/lib/tls/grade/rules/ssl3-best';
import { suitesIncomplete } from '@/lib/tls/grade/rules/suites-incomplete';
import { ticketbleed } from '@/lib/tls/grade/rules/ticketbleed';
import { weakCipher } from '@/lib/tls/grade/rules/weak-cipher';
import { zeroLengthOracle } from '@/lib/tls/grade/rules/zero-length-oracle';
import { zombiePoodle } from '@/lib/tls/grade/rules/zombie-poodle';
import type { Rule } from '@/lib/tls/grade/types';

const ALL: readonly Rule[] = [
  anonymous,
  beast,
  ccsInjection,
  certExpired,
  certName,
  certNotYetValid,
  certRevoked,
  certSelfSigned,
  certSha1,
  certSignatureBroken,
  certUntrusted,
  chainIncomplete,
  chainOrder,
  clientRenegotiation,
  crime,
  dhBroken,
  dhSmall,
  drown,
  expiresSoon,
  exportSuites,
  fallbackScsv,
  goldenDoodle,
  heartbleed,
  hstsAbsent,
  hstsBroken,
  hstsShort,
  insecureRenegotiation,
  intolerance,
  keyBroken,
  keyDebian,
  keyExponent,
  keySmall,
  lucky13,
  mustStaple,
  noAead,
  noForwardSecrecy,
  noSecureRenegotiation,
  noTls12,
  noTls13,
  oldTls,
  opensslPaddingOracle,
  ownStore,
  poodleSsl3,
  poodleTls,
  rc4Negotiated,
  rc4Only,
  rc4,
  robot,
  sctsMissing,
  sleepingPoodle,
  smallBlockNegotiated,
  smallBlock,
  smallCurve,
  ssl2,
  ssl3Best,
  ssl3,
  suitesIncomplete,
  ticketbleed,
  weakCipher,
  zeroLengthOracle,
  zombiePoodle,
];

/** Rules by id: adding one means its file, a line here, a line in the criteria and its texts. */
export const rules: ReadonlyMap<string, Rule> = new Map(ALL.map((rule) => [rule.id, rule]));
