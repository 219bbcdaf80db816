import type { Connection } from '@/lib/tls/connect/connection';
import { startFtp } from '@/lib/tls/connect/starttls/ftp';
import { startImap } from '@/lib/tls/connect/starttls/imap';
import { startLdap } from '@/lib/tls/connect/starttls/ldap';
import { startPop3 } from '@/lib/tls/connect/starttls/pop3';
import { startPostgres } from '@/lib/tls/connect/starttls/postgres';
import { startSmtp } from '@/lib/tls/connect/starttls/smtp';
import { startXmpp } from '@/lib/tls/connect/starttls/xmpp';
import type { StartTls } from '@/lib/tls/facts';

const STEPS: Readonly<Record<StartTls, (connection: Connection, host: string) => Promise<void>>> = {
  smtp: startSmtp,
  imap: startImap,
  pop3: startPop3,
  ftp: startFtp,
  ldap: startLdap,
  postgres: startPostgres,
  xmpp: startXmpp,
};

/** Brings a plain connection to where TLS begins. Throws ConnectError('starttls') where the service will not. */
export function startTls(kind: StartTls, connection: Connection, host: string): Promise<void> {
  return STEPS[kind](connection, host);
}
