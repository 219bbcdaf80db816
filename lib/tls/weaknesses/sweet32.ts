import { BEFORE_TLS13, judgeSuites } from '@/lib/tls/weaknesses/offered';
import type { DerivedWeakness } from '@/lib/tls/weaknesses/types';

const BLOCKS_OF_64_BITS = ['3DES', 'DES', 'RC2', 'IDEA'];

/** CVE-2016-2183: blocks of 64 bits repeat within one long connection. */
export const sweet32: DerivedWeakness = {
  id: 'sweet32',
  judge: (known) => judgeSuites(known, BEFORE_TLS13, ({ cipher }) => BLOCKS_OF_64_BITS.includes(cipher)),
};
