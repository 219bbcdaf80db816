import type { StartTls } from '../../facts';
import type { Connection } from '../connection';
import { startFtp } from './ftp';
import { startImap } from './imap';
import { startLdap } from './ldap';
import { startPop3 } from './pop3';
import { startPostgres } from './postgres';
import { startSmtp } from './smtp';
import { startXmpp } from './xmpp';

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
