import { startStartTls } from '@/e2e/lab/own/starttls';
import type { OwnServer } from '@/e2e/lab/types';
import type { StartTls } from '@/lib/tls/facts';

function service(id: string, kind: StartTls): OwnServer {
  return {
    id,
    stack: 'own',
    starttls: kind,
    about: `STARTTLS of ${kind}, TLS 1.2 and 1.3, ECDHE with AEAD first`,
    expected: {
      letter: 'A+',
      rules: [],
      because: 'outside the guide: same arithmetic without HSTS',
      sure: 'convention',
    },
    start: (lab) => startStartTls(kind, lab.leaf('rsa')),
  };
}

/** Services that begin in the clear. The guide speaks of HTTPS alone. */
export const SERVICES: readonly OwnServer[] = [
  service('s01', 'smtp'),
  service('s02', 'imap'),
  service('s03', 'pop3'),
  service('s04', 'ftp'),
  service('s05', 'ldap'),
  service('p01', 'postgres'),
  service('x01', 'xmpp'),
];
