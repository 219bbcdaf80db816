/** What the first bytes say; nothing of it is ever shown by us, so a wrong guess harms nobody. */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
  ['application/gzip', [0x1f, 0x8b]],
  ['application/vnd.tcpdump.pcap', [0xd4, 0xc3, 0xb2, 0xa1]],
  ['application/x-pcapng', [0x0a, 0x0d, 0x0d, 0x0a]],
];

/** Of a short list, by content alone; else `application/octet-stream`. @param head the file's first bytes */
export function evidenceType(head: Uint8Array): string {
  const known = MAGIC.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (known) return known[0];
  const text = head.length > 0 && !head.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13);
  return text ? 'text/plain' : 'application/octet-stream';
}
