import { configured } from '@/lib/tls/advice/configured';
import { apache } from '@/lib/tls/advice/products/apache';
import { azureApplicationGateway } from '@/lib/tls/advice/products/azure-application-gateway';
import { haproxy } from '@/lib/tls/advice/products/haproxy';
import { ingressNginx } from '@/lib/tls/advice/products/ingress-nginx';
import { nginx } from '@/lib/tls/advice/products/nginx';
import type { Advice, Concern, Plan } from '@/lib/tls/advice/types';
import type { ScanFacts } from '@/lib/tls/facts';
import type { Criteria } from '@/lib/tls/grade/criteria';
import { grade } from '@/lib/tls/grade/grade';
import { ADVISED_SUITES, HSTS_SECONDS } from '@/lib/tls/grade/guidance';
import { bestUnder, letterRank } from '@/lib/tls/grade/letters';
import type { Grade, Letter } from '@/lib/tls/grade/types';
import { suiteById } from '@/lib/tls/registry/suites';

const PRODUCTS = [nginx, apache, haproxy, azureApplicationGateway, ingressNginx];

/** Rules that a part of the configuration remedies; rules that are not here need another certificate or software. */
const CONCERNS: Readonly<Record<Concern, readonly string[]>> = {
  protocols: ['ssl2', 'ssl3', 'ssl3_best', 'poodle_ssl3', 'old_tls', 'no_tls12', 'no_tls13', 'beast'],
  suites: [
    'anonymous',
    'export',
    'weak_cipher',
    'low_score',
    'rc4',
    'rc4_only',
    'rc4_negotiated',
    'small_block',
    'small_block_negotiated',
    'no_forward_secrecy',
    'no_aead',
    'lucky13',
    'dh_broken',
    'dh_small',
    'robot',
    'poodle_tls',
    'zombie_poodle',
    'golden_doodle',
    'zero_length_oracle',
    'sleeping_poodle',
    'openssl_padding_oracle',
  ],
  groups: ['small_curve'],
  hsts: ['hsts_absent', 'hsts_broken', 'hsts_short'],
  chain: ['chain_incomplete', 'chain_order'],
  staple: ['must_staple'],
  compression: ['crime'],
};

/**
 * Configurations that would bring the server to its target, one for each product, and what they would leave to do. Only for
 * HTTPS: services behind STARTTLS get none. Pure.
 */
export function advise(facts: ScanFacts, given: Grade, target: Letter, criteria: Criteria): Advice {
  const after = grade(configured(facts), criteria);
  const short = after.reasons.filter(
    ({ known, effect }) => known && effect !== 'note' && letterRank(bestUnder(effect)) < letterRank(target),
  );
  const plan = planOf(facts, given);
  return {
    target,
    reached: after.letter,
    beyond: short.map(({ rule }) => rule),
    blocks: given.byGuide ? PRODUCTS.map((write) => write(plan)) : [],
  };
}

function planOf({ target, chains }: ScanFacts, { reasons }: Grade): Plan {
  const spoken = new Set(reasons.filter(({ known }) => known).map(({ rule }) => rule));
  const suites = ADVISED_SUITES.tls12.flatMap((id) => suiteById(id) ?? []);
  return {
    host: plainHost(target.sni ?? target.host),
    port: target.port,
    suites: { openssl: suites.flatMap(({ openssl }) => openssl ?? []), iana: suites.map(({ name }) => name) },
    suites13: ADVISED_SUITES.tls13.flatMap((id) => suiteById(id)?.name ?? []),
    hstsSeconds: HSTS_SECONDS,
    staple: chains.some(({ sent }) => sent[0]?.mustStaple === true),
    rulesOf: (concern) => CONCERNS[concern].filter((rule) => spoken.has(rule)),
  };
}

/** Goes into text that people paste into a shell: nothing but what names and addresses are made of. */
function plainHost(host: string): string {
  return /^[a-z\d][a-z\d.:-]{0,252}$/i.test(host) ? host : 'example.org';
}
