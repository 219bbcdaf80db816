import type { OpensslServer } from '@/e2e/lab/types';

const OSS = { stack: 'openssl', leaf: 'rsa' } as const;
const ALL_SUITES = ['-cipher', 'DEFAULT:@SECLEVEL=0'] as const;
const MODERN = ['-no_tls1', '-no_tls1_1'] as const;

export const OPENSSL: readonly OpensslServer[] = [
  {
    ...OSS,
    id: 'o01',
    about: 'TLS 1.0 alone',
    args: ['-tls1', ...ALL_SUITES],
    expected: {
      letter: 'C',
      rules: ['no_tls12', 'old_tls', 'no_tls13', 'no_aead', 'hsts_absent'],
      because: 'no TLS 1.2 (2009j)',
    },
  },
  {
    ...OSS,
    id: 'o02',
    about: 'TLS 1.1 alone',
    args: ['-tls1_1', ...ALL_SUITES],
    expected: {
      letter: 'C',
      rules: ['no_tls12', 'old_tls', 'no_tls13', 'no_aead', 'hsts_absent'],
      because: 'no TLS 1.2 (2009j)',
    },
  },
  {
    ...OSS,
    id: 'o04',
    about: 'TLS 1.0 to 1.3, ALL:COMPLEMENTOFALL at security level 0',
    args: ['-cipher', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0'],
    expected: {
      letter: 'F',
      rules: ['anonymous', 'weak_cipher', 'dh_small', 'old_tls', 'hsts_absent', 'low_score'],
      because: 'anonymous key exchange is 0; NULL by convention',
    },
  },
  {
    ...OSS,
    id: 'o05',
    about: 'TLS 1.2, AEAD and NULL-SHA256',
    args: ['-tls1_2', '-cipher', 'ECDHE-RSA-AES128-GCM-SHA256:NULL-SHA256:@SECLEVEL=0'],
    expected: {
      letter: 'F',
      rules: ['weak_cipher', 'no_tls13', 'hsts_absent', 'low_score'],
      because: 'below 112 bits is F; the arithmetic alone gives 50 for ciphers',
      sure: 'convention',
    },
  },
  {
    ...OSS,
    id: 'o07',
    about: 'RSA-512 leaf',
    leaf: 'rsa-512',
    args: [...MODERN, ...ALL_SUITES],
    expected: {
      letter: 'F',
      rules: ['key_broken', 'dh_small', 'no_tls13', 'low_score'],
      because: 'key below 1024 (2009e)',
    },
  },
  {
    ...OSS,
    id: 'o08',
    about: 'RSA-768 leaf',
    leaf: 'rsa-768',
    args: [...MODERN, ...ALL_SUITES],
    expected: {
      letter: 'F',
      rules: ['key_broken', 'dh_small', 'hsts_absent', 'low_score'],
      because: 'key below 1024 (2009e)',
    },
  },
  {
    ...OSS,
    id: 'o12',
    about: 'staple says revoked',
    leaf: 'revoked',
    args: [...MODERN, '-status_file', 'revoked.ocsp'],
    expected: { letter: 'T', rules: ['cert_revoked', 'hsts_absent'], because: 'revoked: not trusted' },
  },
  {
    ...OSS,
    id: 'o13',
    about: 'TLS 1.0 to 1.2, AES-CBC by RSA key exchange',
    args: ['-no_tls1_3', '-cipher', 'AES128-SHA:AES256-SHA:@SECLEVEL=0'],
    expected: {
      letter: 'B',
      rules: ['old_tls', 'no_forward_secrecy', 'no_aead', 'no_tls13', 'hsts_absent'],
      because: 'TLS 1.0, no forward secrecy, no AEAD',
    },
  },
  {
    ...OSS,
    id: 'o15',
    about: 'TLS 1.2, clients may renegotiate, legacy renegotiation on',
    args: ['-tls1_2', '-client_renegotiation', '-legacy_renegotiation'],
    expected: {
      letter: 'A-',
      rules: ['no_tls13', 'hsts_absent'],
      because: 'no TLS 1.3 (2009r); renegotiation is secure',
    },
  },
  {
    ...OSS,
    id: 'o16',
    about: 'TLS 1.3, all five suites',
    args: [
      '-tls1_3',
      '-ciphersuites',
      'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256',
    ],
    expected: { letter: 'A', rules: ['hsts_absent'], because: 'A+ needs HSTS (2009e)' },
  },
  {
    ...OSS,
    id: 'o18',
    about: 'TLS 1.2, anonymous suites beside good ones',
    args: ['-tls1_2', '-cipher', 'ECDHE-RSA-AES128-GCM-SHA256:AECDH-AES128-SHA:@SECLEVEL=0'],
    expected: {
      letter: 'F',
      rules: ['anonymous', 'no_tls13', 'hsts_absent', 'low_score'],
      because: 'anonymous key exchange is 0',
    },
  },
  {
    ...OSS,
    id: 'o19',
    about: 'TLS 1.2, DHE of 4096 bits, client decides the order',
    args: ['-tls1_2', '-cipher', 'DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384', '-dhparam', 'dh4096.pem'],
    expected: { letter: 'A-', rules: ['no_tls13', 'hsts_absent'], because: 'no TLS 1.3 (2009r)' },
  },
];
