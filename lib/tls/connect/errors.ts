/**
 * Why a connection ended before it said what was asked: `timeout` is silence, `closed` the server's FIN or RST after the
 * connection stood, `limit` more bytes than any answer needs, `starttls` a service that did not get as far as TLS.
 */
export type ConnectFailure = 'refused' | 'unreachable' | 'timeout' | 'closed' | 'limit' | 'starttls' | 'aborted';

export class ConnectError extends Error {
  constructor(
    readonly failure: ConnectFailure,
    detail?: string,
  ) {
    super(detail === undefined ? failure : `${failure}: ${detail}`);
    this.name = 'ConnectError';
  }
}
