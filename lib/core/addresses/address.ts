/** An IP address as a number. IPv4 written as IPv6 (RFC 4291, 2.5.5) is IPv4: a socket goes to the same place. */
export type Address = { readonly family: 4 | 6; readonly value: bigint };

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const V4 = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}$`);
const V6 = /^(?=.*:)[0-9a-f:.]{2,45}$/i;

/** Also in browsers, which have no `node:net`: what they take between brackets is IPv6. */
function familyOf(text: string): 4 | 6 | null {
  if (V4.test(text)) return 4;
  return V6.test(text) && URL.canParse(`http://[${text}]`) ? 6 : null;
}

function parse4(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

/** Groups of 16 bits on one side of `::`; the last may be written as IPv4. */
function groups(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => {
    if (!part.includes('.')) return [BigInt(`0x${part}`)];
    const tail = parse4(part);
    return [tail >> 16n, tail & 0xffffn];
  });
}

function parse6(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const [left, right] = [groups(head), groups(tail ?? '')];
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => 0n);
  return [...left, ...middle, ...right].reduce((sum, group) => (sum << 16n) | group, 0n);
}

const MAPPED = 0xffffn << 32n;
const LOW_32 = 0xffff_ffffn;

/** Reads an address in any notation that a socket takes; a zone (`%eth0`) is left out. Null: no address. */
export function parseAddress(text: string): Address | null {
  const bare = text.replace(/%.*$/, '');
  const family = familyOf(bare);
  if (family === 4) return { family, value: parse4(bare) };
  if (family === null) return null;
  const value = parse6(bare);
  return value >> 32n === MAPPED >> 32n ? { family: 4, value: value & LOW_32 } : { family, value };
}

/** The usual notation, IPv6 as RFC 5952 wants it. */
export function formatAddress({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
  const hex = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  // URLs are written as RFC 5952 says.
  return new URL(`http://[${hex.join(':')}]`).hostname.slice(1, -1);
}

/** A range of addresses: `10.0.0.0/8`, `fd00::/8`; a lone address is a range of one. */
export type Range = Address & { readonly prefix: number };

const bitsOf = (family: 4 | 6) => (family === 4 ? 32 : 128);
const shiftOf = ({ family, prefix }: Range) => BigInt(bitsOf(family) - prefix);

/** Null: no range, or one with bits beyond its prefix, which is mostly a slip. */
export function parseRange(text: string): Range | null {
  const [, host = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  // In a range the family is as written: "::ffff:10.0.0.0/104" says nothing that "10.0.0.0/8" would not say better.
  if (host.includes('.') && host.includes(':')) return null;
  const address = parseAddress(host);
  if (!address) return null;
  const prefix = length === undefined ? bitsOf(address.family) : Number(length);
  if (prefix > bitsOf(address.family)) return null;
  const range = { ...address, prefix };
  return (range.value >> shiftOf(range)) << shiftOf(range) === range.value ? range : null;
}

export function formatRange(range: Range): string {
  const alone = range.prefix === bitsOf(range.family);
  return alone ? formatAddress(range) : `${formatAddress(range)}/${range.prefix}`;
}

export function inRange({ family, value }: Address, range: Range): boolean {
  return family === range.family && value >> shiftOf(range) === range.value >> shiftOf(range);
}

/** A range of a single address. */
export function isSingle({ family, prefix }: Range): boolean {
  return prefix === bitsOf(family);
}
