import type { CbcParts } from '@/lib/tls/wire/cbc';

/** A malformed record: whether it carries anything, and what of it is encrypted. */
export type Malformed = { readonly empty: boolean; readonly shape: (parts: CbcParts) => Buffer };

/** Turns a byte of padding into one that no length of padding here has. */
const FLIP = 0x55;
/** CVE-2016-2107: four blocks of one byte, which as padding claims more than there is. */
const ALL = Buffer.alloc(64, 0x41);

const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ FLIP));

const wrongMac = ({ content, mac, padding }: CbcParts): Buffer => Buffer.concat([content, flipped(mac), padding]);

/** All bytes of the padding but the last, which says its length: what POODLE needs to be overlooked. */
const wrongPadding = ({ content, mac, padding }: CbcParts): Buffer =>
  Buffer.concat([content, mac, flipped(padding.subarray(1)), padding.subarray(-1)]);

const wrongBoth = ({ content, mac, padding }: CbcParts): Buffer =>
  wrongPadding({ content, mac: flipped(mac), padding });

/** The records that tell padding oracles apart, after Young ("Zombie POODLE …", 2019) and Somorovsky (CVE-2016-2107). */
export const PADDING_RECORDS = {
  macWrong: { empty: false, shape: wrongMac },
  paddingWrong: { empty: false, shape: wrongPadding },
  bothWrong: { empty: false, shape: wrongBoth },
  emptyMacWrong: { empty: true, shape: wrongMac },
  emptyPaddingWrong: { empty: true, shape: wrongPadding },
  allPadding: { empty: true, shape: () => ALL },
} as const satisfies Readonly<Record<string, Malformed>>;

export type PaddingRecord = keyof typeof PADDING_RECORDS;
