import type { Connector } from '@/lib/tls/connect/connector';
import { reasonOf } from '@/lib/tls/connect/hello';
import type { ProtocolFacts } from '@/lib/tls/facts';
import { WireError } from '@/lib/tls/wire/bytes';
import { looksLikeSsl2, parseSsl2ServerHello, ssl2ClientHello } from '@/lib/tls/wire/ssl2';

export type Ssl2Found = {
  readonly facts: ProtocolFacts;
  readonly certificate: Buffer | null;
  readonly why: string | null;
};

function facts(offered: boolean | null, suites: readonly number[] = []): ProtocolFacts {
  return {
    offered,
    suites: [...suites],
    complete: offered !== null,
    preference: null,
    groups: [],
    dhBits: null,
  };
}

/** A hello of SSL 2 that offers every kind. A SERVER-HELLO is the finding, also one without a kind; no key is exchanged. */
export async function probeSsl2(connector: Connector): Promise<Ssl2Found> {
  try {
    return await connector.dial(async (connection) => {
      connection.write(ssl2ClientHello());
      let bytes = Buffer.alloc(0);
      for (;;) {
        bytes = Buffer.concat([bytes, await connection.read()]);
        if (looksLikeSsl2(bytes) === false) return { facts: facts(false), certificate: null, why: null };
        const hello = parseSsl2ServerHello(bytes);
        if (hello !== null) return { facts: facts(true, hello.kinds), certificate: hello.certificate, why: null };
      }
    });
  } catch (error) {
    const why = reasonOf(error);
    const refused = why === 'closed' || error instanceof WireError;
    return { facts: facts(refused ? false : null), certificate: null, why: refused ? null : why };
  }
}
