import type { Opinion } from '@/lib/tls/opinions/types';

type Place = { readonly host: string; readonly sni: string; readonly port: number; readonly address: string };

/**
 * Whether a report speaks of this endpoint. What it does not name (the host, in a lone endpoint of SSL Labs; the port) does
 * not speak against it; a tool that was given an address names an endpoint that is known by it.
 */
export function isOpinionOf({ host, port, address }: Opinion, place: Place): boolean {
  const names = [place.host, place.sni].filter((name) => name !== '').map((name) => name.toLowerCase());
  const known = names.includes(address);
  const named = host === '' || known || names.includes(host.toLowerCase());
  const addressed = known || place.address === '' || address === '' || address === place.address;
  return named && addressed && (port === null || port === place.port);
}
