import type { StartTls } from '@/lib/tls/facts';
import type { Letter } from '@/lib/tls/grade/types';

/** What the SSL Server Rating Guide (2009r) says of a server of the laboratory. */
export type Expected = {
  /** Null: outside the guide, or nothing answers that could be graded. */
  readonly letter: Letter | null;
  /** Ids of the rules (lib/tls/grade/rules) that must speak, decided or not; notes are not asked for. */
  readonly rules: readonly string[];
  /** The rule in words, with its revision. */
  readonly because: string;
  /** Where the guide leaves room: our reading, or the field's convention. */
  readonly sure?: 'convention' | 'unclear';
};

type Common = {
  readonly id: string;
  /** The configuration in one line, as docs/tls-grading.md prints it. */
  readonly about: string;
  readonly expected: Expected;
  readonly starttls?: StartTls;
};

/** A server block of the one nginx. `tls` are further directives, one a line without the semicolon. */
export type NginxServer = Common & {
  readonly stack: 'nginx';
  readonly protocols: string;
  readonly ciphers: string;
  /** Names of pki/leaves.ts. */
  readonly leaves: readonly string[];
  readonly hsts?: string;
  readonly tls?: readonly string[];
};

/** An `openssl s_server` of its own; `-www` answers a request without HSTS. */
export type OpensslServer = Common & {
  readonly stack: 'openssl';
  readonly leaf: string;
  readonly args: readonly string[];
};

/** A server socket of the one JVM, which still has SSL 3, RC4, DES, export and anonymous suites. */
export type JdkServer = Common & {
  readonly stack: 'jdk';
  readonly protocols: readonly string[];
  readonly suites: readonly string[];
  readonly leaf: string;
  readonly hsts?: string;
};

/** What neither OpenSSL nor the JDK can: a program of ours in this process. Resolves to its port on 127.0.0.1. */
export type OwnServer = Common & {
  readonly stack: 'own';
  /** Servers that must run before it. */
  readonly needs?: readonly string[];
  start(lab: OwnLab): Promise<Started>;
};

export type LabServer = NginxServer | OpensslServer | JdkServer | OwnServer;

export type Started = { readonly port: number; stop(): Promise<void> };

/** What a server of ours may need: key material by name, and other servers of the laboratory by id (started before). */
export type OwnLab = {
  leaf(name: string): { readonly key: string; readonly chain: string };
  intermediate(): { readonly key: string; readonly certificate: string };
  port(id: string): number;
};

/** A server that runs: scan `sni` at `address:port`. */
export type RunningServer = {
  readonly id: string;
  readonly host: string;
  readonly sni: string;
  readonly address: '127.0.0.1';
  readonly port: number;
  readonly starttls: StartTls | null;
  readonly about: string;
  readonly stack: LabServer['stack'];
  readonly expected: Expected;
};
