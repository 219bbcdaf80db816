import { setTimeout as sleep } from 'node:timers/promises';
import { beginHandshake } from '@/lib/tls/connect/handshake';
import { bestOld } from '@/lib/tls/probes/found';
import { offer } from '@/lib/tls/probes/offers';
import { plainRecords, reactionSoon, SILENCE } from '@/lib/tls/weaknesses/reaction';
import {
  type ActiveWeakness,
  inconclusive,
  notApplicable,
  safe,
  vulnerable,
  type WeaknessContext,
} from '@/lib/tls/weaknesses/types';
import { CONTENT, record } from '@/lib/tls/wire/records';
import type { RecordVersion } from '@/lib/tls/wire/versions';

/** A server that took the first one decrypts what comes next, with keys that nobody has. */
const TAKEN = ['bad_record_mac', 'decryption_failed'];
/** How long the first one must go unanswered, in milliseconds, where both at once looked bad. */
const PAUSE = 300;

/** Says ChangeCipherSpec before the key exchange, twice; with a pause the second waits for the first to be answered. */
function inject({ connector, sni, found }: WeaknessContext, version: RecordVersion, pause: number): Promise<string> {
  return connector.dial(async (connection) => {
    const started = performance.now();
    const offered = offer({ version, sni, suites: found[version].facts.suites });
    const begun = await beginHandshake(connection, offered);
    const early = record(CONTENT.changeCipherSpec, begun.version, Buffer.of(1));
    connection.write(early);
    const reaction = reactionSoon(plainRecords(begun.stream), started);
    if (pause > 0) {
      const first = await Promise.race([reaction, sleep(pause, null)]);
      if (first !== null) return `refused: ${first}`;
    }
    connection.write(early);
    return reaction;
  });
}

/** CVE-2014-0224. */
export const ccsInjection: ActiveWeakness = {
  id: 'ccs_injection',
  async ask(context) {
    const version = bestOld(context.found);
    if (version === null) return notApplicable('tls13_only');
    const both = await inject(context, version, 0);
    if (both === SILENCE) return inconclusive(SILENCE);
    if (!TAKEN.includes(both)) return safe(both);
    const paused = await inject(context, version, PAUSE);
    if (TAKEN.includes(paused)) return vulnerable(paused);
    return paused === SILENCE ? inconclusive(SILENCE) : safe(paused);
  },
};
