import type { CertificateFacts } from '@/lib/tls/facts';
import { namedKey, withKeys } from '@/lib/tls/grade/keys';
import type { Rule } from '@/lib/tls/grade/types';

const isWeak = ({ debianWeak }: CertificateFacts['key']) => debianWeak === true;
/** Public authorities must refuse such keys (CA/B Forum, Baseline Requirements, 6.1.1.3); others may not. */
const MOZILLA = 'mozilla';

export const keyDebian: Rule = {
  id: 'key_debian',
  finds(facts) {
    const found = namedKey(facts, isWeak);
    if (found) return found;
    const unchecked = facts.chains.some(
      ({ sent, validations }) =>
        sent[0]?.key.kind === 'rsa' &&
        sent[0].key.debianWeak === null &&
        !validations.some(({ store, trusted }) => trusted && store === MOZILLA),
    );
    return unchecked ? 'unknown' : null;
  },
  fix: (facts) => withKeys(facts, isWeak),
};
