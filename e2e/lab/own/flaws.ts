/** What a record of CBC can have wrong, as the receiver sees it after decryption. */
export type BadRecord =
  /** The padding's length leaves no room for a MAC. */
  | 'incomplete'
  /** Length right, bytes before it wrong, MAC right: what SSL 3 cannot see. */
  | 'padding'
  | 'padding and mac'
  | 'mac'
  /** No data at all, and the MAC is wrong. */
  | 'empty and mac';

/** An alert's number, or no alert: go on as if nothing were wrong, say nothing, close the connection. */
export type Answer = number | 'accept' | 'silence' | 'close';

export const BAD_RECORD_MAC = 20;

/** What a server of ours does wrong; without any it is a plain TLS 1.2 server with RSA key exchange and AES-CBC. */
export type Flaws = {
  /** Answers by what is wrong with a record; without: bad_record_mac. */
  readonly records?: Readonly<Partial<Record<BadRecord, Answer>>>;
  /** Answer to a premaster secret whose padding is wrong; without: none until Finished, as RFC 5246 wants. */
  readonly robot?: Answer;
  /** CVE-2014-0224: takes ChangeCipherSpec before there are keys. */
  readonly earlyCcs?: boolean;
  /** CVE-2016-9244: echoes 32 bytes of a shorter session id. */
  readonly ticketbleed?: boolean;
  /** Chooses DEFLATE where it is offered; handshakes that offer it end after the server's first flight. */
  readonly compression?: boolean;
  /** RFC 5746: `secure` answers renegotiation_info; `insecure` renegotiates without; `none` does neither. */
  readonly renegotiation?: 'secure' | 'none' | 'insecure';
};
