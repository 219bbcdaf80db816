import { z } from 'zod';
import android from '@/lib/tls/clients/android.json' with { type: 'json' };
import chrome from '@/lib/tls/clients/chrome.json' with { type: 'json' };
import firefox from '@/lib/tls/clients/firefox.json' with { type: 'json' };
import java from '@/lib/tls/clients/java.json' with { type: 'json' };
import microsoft from '@/lib/tls/clients/microsoft.json' with { type: 'json' };
import openssl from '@/lib/tls/clients/openssl.json' with { type: 'json' };
import safari from '@/lib/tls/clients/safari.json' with { type: 'json' };
import tools from '@/lib/tls/clients/tools.json' with { type: 'json' };

/** Code points as they stand in descriptions: hexadecimal, parted by spaces. */
const codes = z
  .string()
  .regex(/^([0-9A-F]{4}( [0-9A-F]{4})*)?$/)
  .transform((text) => (text === '' ? [] : text.split(' ').map((code) => Number.parseInt(code, 16))));

const schema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** In use today; the others show what older ones would get. */
  current: z.boolean(),
  /** `client_version` of the hello. */
  hello: codes.transform(([version = 0]) => version),
  /** Extension supported_versions; empty before TLS 1.3. */
  versions: codes,
  suites: codes,
  groups: codes,
  /** Groups that come with a key. */
  shares: codes,
  schemes: codes,
  alpn: z.string().transform((names) => (names === '' ? [] : names.split(' '))),
  /** Extensions that carry nothing of their own, by code point. */
  also: codes,
  sni: z.boolean(),
  /** The smallest group of DHE that the client accepts, in bits. */
  minDh: z.int().nullable(),
  /** Where the description comes from. */
  source: z.string(),
});

export type Client = z.infer<typeof schema>;

/** Hellos of well-known clients: current ones first within each family. */
export const CLIENTS: readonly Client[] = z
  .array(schema)
  .parse([chrome, microsoft, firefox, safari, android, java, openssl, tools].flat());
