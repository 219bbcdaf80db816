import { parseAddress } from '@/lib/core/addresses/address';

const isName = (text: string) => parseAddress(text) === null && text.includes('.');

/** The one address of a named host, or the one full name of an address; none where there are several. */
export function aliasOf(host: string, others: readonly string[]): string | undefined {
  const fitting =
    parseAddress(host) === null ? others.filter((one) => parseAddress(one) !== null) : others.filter(isName);
  return fitting.length === 1 ? fitting[0] : undefined;
}
