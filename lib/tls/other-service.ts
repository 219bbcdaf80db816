import SERVICES from '@/lib/tls/other-services.json';

/** Services that speak TLS from the first byte and no HTTP, by port: IANA's registry, and what is customary. */
const BY_PORT: ReadonlyMap<string, string> = new Map(Object.entries(SERVICES));

/** Whose port it is, where it is none of HTTP; a proper name. */
export function serviceOfPort(port: number): string | null {
  return BY_PORT.get(String(port)) ?? null;
}
