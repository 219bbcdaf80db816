import type { CbcParts } from '@/lib/tls/wire/cbc';

/** A malformed record: whether it carries anything, and what of it is encrypted. */
export type Malformed = { readonly empty: boolean; readonly shape: (parts: CbcParts) => Buffer };

/** Turns a byte of padding into one that no length of padding here has. */
const FLIP = 0x55;
/** CVE-2016-2107: four blocks of one byte, which as padding claims two bytes more than there are. */
const ALL = Buffer.alloc(64, 0x41);

const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ FLIP));

const wrongMac = ({ content, mac, padding }: CbcParts): Buffer => Buffer.concat([content, flipped(mac), padding]);

/** All bytes of the padding but the last, which says its length: what POODLE needs to be overlooked. */
const wrongPadding = ({ content, mac, padding }: CbcParts): Buffer =>
  Buffer.concat([content, mac, flipped(padding.subarray(1)), padding.subarray(-1)]);

/** The MAC is as wrong as in `wrongMac`, and the padding claims more than the record holds. */
const longPadding = ({ content, mac, padding }: CbcParts): Buffer =>
  Buffer.concat([content, flipped(mac), padding.subarray(1), Buffer.of(255)]);

/** The records that tell padding oracles apart, after Young ("Zombie POODLE …", 2019) and Somorovsky (CVE-2016-2107). */
export const PADDING_RECORDS = {
  macWrong: { empty: false, shape: wrongMac },
  paddingWrong: { empty: false, shape: wrongPadding },
  paddingLong: { empty: false, shape: longPadding },
  emptyMacWrong: { empty: true, shape: wrongMac },
  emptyPaddingWrong: { empty: true, shape: wrongPadding },
  allPadding: { empty: true, shape: () => ALL },
} as const satisfies Readonly<Record<string, Malformed>>;

export type PaddingRecord = keyof typeof PADDING_RECORDS;
