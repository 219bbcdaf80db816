import type { Flaws } from '@/e2e/lab/own/flaws';
import { startHeartbleedRelay, startSsl2Relay } from '@/e2e/lab/own/relay';
import { derChain, startOwnTls } from '@/e2e/lab/own/server';
import type { OwnServer } from '@/e2e/lab/types';

/** What every server of own/server.ts has against it, flawed or not. */
const PLAIN = ['no_forward_secrecy', 'no_aead', 'no_tls13'] as const;

function flawed(id: string, about: string, flaws: Flaws, rule: string, because: string): OwnServer {
  return {
    id,
    stack: 'own',
    about,
    expected: { letter: 'F', rules: [rule, ...PLAIN], because },
    start: (lab) => startOwnTls(lab.leaf('rsa'), flaws),
  };
}

export const OWN: readonly OwnServer[] = [
  {
    id: 'f01',
    stack: 'own',
    needs: ['n10'],
    about: 'relay before n10 that answers SSL 2 with export suites',
    expected: { letter: 'F', rules: ['ssl2', 'old_tls', 'low_score'], because: 'SSL 2 (2009c), DROWN (2009l)' },
    start: (lab) => startSsl2Relay(lab.port('n10'), derChain(lab.leaf('rsa').chain)[0] ?? Buffer.alloc(0), true),
  },
  {
    id: 'f02',
    stack: 'own',
    needs: ['n10'],
    about: 'relay before n10 that answers a heartbeat with 16 kB',
    expected: { letter: 'F', rules: ['heartbleed', 'old_tls'], because: 'Heartbleed' },
    start: (lab) => startHeartbleedRelay(lab.port('n10')),
  },
  {
    id: 'f03',
    stack: 'own',
    needs: ['n01'],
    about: 'relay before n01 that answers SSL 2 without a suite',
    expected: { letter: 'F', rules: ['ssl2', 'low_score'], because: 'SSL 2 answered, also without a suite (2009l)' },
    start: (lab) => startSsl2Relay(lab.port('n01'), derChain(lab.leaf('rsa').chain)[0] ?? Buffer.alloc(0), false),
  },
  {
    id: 'w00',
    stack: 'own',
    about: 'own TLS 1.2 server, RSA key exchange, AES-CBC, nothing flawed, HSTS',
    expected: { letter: 'B', rules: PLAIN, because: 'no forward secrecy, no AEAD; no weakness' },
    start: (lab) => startOwnTls(lab.leaf('rsa'), {}),
  },
  flawed('w01', 'w00 that answers wrong RSA padding at once', { robot: 47 }, 'robot', 'ROBOT (2018)'),
  flawed('w02', 'w00 that closes on wrong RSA padding', { robot: 'close' }, 'robot', 'ROBOT (2018)'),
  flawed('w03', 'w00 that takes wrong padding', { records: { padding: 'accept' } }, 'poodle_tls', 'POODLE-TLS (2009g)'),
  flawed(
    'w04',
    'w00 that closes on wrong padding with a right MAC',
    { records: { padding: 'close' } },
    'zombie_poodle',
    'Zombie POODLE',
  ),
  flawed(
    'w05',
    'w00 that closes on a wrong MAC with right padding',
    { records: { mac: 'close', 'empty and mac': 'close' } },
    'golden_doodle',
    'GOLDENDOODLE',
  ),
  flawed(
    'w06',
    'w00 that answers an empty record with a wrong MAC otherwise',
    { records: { 'empty and mac': 'close' } },
    'zero_length_oracle',
    'zero-length padding oracle',
  ),
  flawed(
    'w07',
    'w00 that says nothing to wrong padding with a right MAC',
    { records: { padding: 'silence' } },
    'sleeping_poodle',
    'Sleeping POODLE',
  ),
  flawed(
    'w08',
    'w00 that answers record_overflow to padding without room for a MAC',
    { records: { incomplete: 22 } },
    'openssl_padding_oracle',
    'CVE-2016-2107 (2009m)',
  ),
  flawed('w09', 'w00 that takes an early ChangeCipherSpec', { earlyCcs: true }, 'ccs_injection', 'CCS injection'),
  flawed('w10', 'w00 that echoes more of a session id than came', { ticketbleed: true }, 'ticketbleed', 'Ticketbleed'),
  {
    id: 'w11',
    stack: 'own',
    about: 'w00 without renegotiation_info that renegotiates',
    expected: {
      letter: 'F',
      rules: ['insecure_renegotiation', 'no_secure_renegotiation', ...PLAIN],
      because: 'insecure renegotiation (2009c)',
    },
    start: (lab) => startOwnTls(lab.leaf('rsa'), { renegotiation: 'insecure' }),
  },
  {
    id: 'w12',
    stack: 'own',
    about: 'w00 without renegotiation_info that does not renegotiate',
    expected: {
      letter: 'B',
      rules: ['no_secure_renegotiation', ...PLAIN],
      because: 'secure renegotiation not supported is a warning (2009e); B stands below',
    },
    start: (lab) => startOwnTls(lab.leaf('rsa'), { renegotiation: 'none' }),
  },
  {
    id: 'w13',
    stack: 'own',
    about: 'w00 that compresses',
    expected: { letter: 'C', rules: ['crime', ...PLAIN], because: 'CRIME (2009j)' },
    start: (lab) => startOwnTls(lab.leaf('rsa'), { compression: true }),
  },
  {
    id: 'w14',
    stack: 'own',
    about: 'w01 with a self-signed certificate',
    expected: {
      letter: 'T',
      rules: ['cert_self_signed', 'robot', ...PLAIN],
      because: 'not trusted stands above F, which it would have had',
    },
    start: (lab) => startOwnTls(lab.leaf('self-signed'), { robot: 47 }),
  },
  {
    id: 'w15',
    stack: 'own',
    about: 'w00 with ROBOT that compresses',
    expected: { letter: 'F', rules: ['robot', 'crime', ...PLAIN], because: 'F stands below C' },
    start: (lab) => startOwnTls(lab.leaf('rsa'), { robot: 'close', compression: true }),
  },
];
