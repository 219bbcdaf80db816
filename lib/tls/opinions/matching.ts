import { letterRank } from '@/lib/tls/grade/letters';
import { LETTERS, type Letter } from '@/lib/tls/grade/types';
import type { Opinion } from '@/lib/tls/opinions/types';

type Place = { readonly host: string; readonly sni: string; readonly port: number; readonly address: string };

/**
 * What a report says of one endpoint, worst grade first: addresses of a host may differ, and then the worst counts. A report
 * that names no host or port (a lone endpoint of SSL Labs, a tool that was given an address) fits by what it names.
 */
export function opinionsOf(opinions: readonly Opinion[], place: Place): Opinion[] {
  return opinions.filter((opinion) => fits(opinion, place)).toSorted((one, other) => rank(one) - rank(other));
}

function fits({ host, port, address }: Opinion, place: Place): boolean {
  const names = new Set([place.host, place.sni].map((name) => name.toLowerCase()));
  const named = host === '' ? address === place.address || place.address === '' : names.has(host.toLowerCase());
  const addressed = place.address === '' || address === '' || address === place.address || names.has(address);
  return named && addressed && (port === null || port === place.port);
}

const isLetter = (grade: string): grade is Letter => LETTERS.some((letter) => letter === grade);

/** Those without a grade come last. */
function rank({ grade }: Opinion): number {
  return grade !== null && isLetter(grade) ? letterRank(grade) : LETTERS.length + 1;
}
