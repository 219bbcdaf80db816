import { type Pointer, startPointing } from '@/e2e/lab/own/pointing';
import type { Expected, OwnServer } from '@/e2e/lab/types';

function pointing(id: string, about: string, kind: Pointer, revoked: boolean, expected: Expected): OwnServer {
  return { id, stack: 'own', about, expected, start: (lab) => startPointing(lab, kind, revoked) };
}

const NONE = { letter: 'A+', rules: [], because: 'nothing against it' } as const;
const REVOKED = { letter: 'T', rules: ['cert_revoked'], because: 'revoked: not trusted' } as const;

/** Modern servers whose certificates point to what must be fetched. */
export const POINTING: readonly OwnServer[] = [
  pointing('r01', 'list of revocations names the certificate', 'crl', true, REVOKED),
  pointing('r02', 'list of revocations does not name the certificate', 'crl', false, NONE),
  pointing('r03', 'OCSP responder says revoked', 'ocsp', true, REVOKED),
  pointing('r04', 'OCSP responder says good', 'ocsp', false, NONE),
  pointing('r05', 'intermediate not sent, its address in the certificate', 'issuer', false, {
    letter: 'B',
    rules: ['chain_incomplete'],
    because: 'incomplete chain (2009i), however it is completed',
  }),
];
