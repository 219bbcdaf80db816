import { lookup as systemLookup } from 'node:dns/promises';
import { formatAddress, parseAddress, type Range } from '@/lib/core/addresses/address';
import { type Refused, refusalOf } from '@/lib/core/addresses/ranges';

const TIMEOUT_MS = 5_000;
/** A name with more addresses is asked for its first ones. */
const LOOKED_AT = 16;

/** All addresses of a name, in the order in which they should be tried. @throws where there is none */
export type Lookup = (host: string) => Promise<readonly string[]>;

const systemOrder: Lookup = async (host) => (await systemLookup(host, { all: true })).map(({ address }) => address);

/** The one address that a scan goes to, or why there is none: `refused` with the first refused address. */
export type Resolved =
  | { readonly address: string }
  | { readonly refused: Refused; readonly address: string }
  | { readonly failed: 'no_such_name' | 'lookup_timeout' };

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), milliseconds);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

/**
 * Resolves a host once; every connection of the scan goes to the address that comes back, whatever the name says later
 * (DNS rebinding). Of several addresses the first that may be reached is taken.
 */
export async function resolveOnce(
  host: string,
  allowed: readonly Range[],
  lookup: Lookup = systemOrder,
  timeoutMs = TIMEOUT_MS,
): Promise<Resolved> {
  const own = parseAddress(host);
  const found = own ? [host] : await within(lookup(host), timeoutMs).catch(() => []);
  if (found === null) return { failed: 'lookup_timeout' };
  const judged = found.slice(0, LOOKED_AT).flatMap((text) => {
    const address = parseAddress(text);
    return address ? [{ address: formatAddress(address), refused: refusalOf(text, allowed) }] : [];
  });
  const [first] = judged;
  if (!first) return { failed: 'no_such_name' };
  const open = judged.find(({ refused }) => refused === null);
  if (open) return { address: open.address };
  return { address: first.address, refused: first.refused ?? 'invalid' };
}
