import { text } from '@/lib/core/json';
import { entraSignIn } from '@/lib/detection/logs/entra';
import { sshd } from '@/lib/detection/logs/linux';
import { cloudtrail, own, postgres } from '@/lib/detection/logs/others';
import type { Encoding, Log } from '@/lib/detection/logs/types';

/** Of a log that tells of many things, its sign-ins alone. */
function only(encodings: readonly Encoding[], key: string, value: RegExp): readonly Encoding[] {
  return encodings.map((encoding) => ({
    ...encoding,
    open: (raw, shape) => {
      const record = encoding.open(raw, shape);
      return record !== undefined && value.test(text(record, key)) ? record : undefined;
    },
  }));
}

/** Sign-ins of every source that knows them, each with the fields of its own log. */
export const authentication: Log = {
  source: { category: 'authentication' },
  encodings: [
    ...entraSignIn.encodings,
    ...sshd.encodings,
    ...only(cloudtrail.encodings, 'eventSource', /^signin\.amazonaws\.com$/),
    ...only(postgres.encodings, 'error_severity', /^(LOG|FATAL)$/),
    ...only(own.encodings, 'class', /^identity$/),
  ],
};
