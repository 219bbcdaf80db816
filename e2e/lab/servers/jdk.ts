import type { JdkServer } from '@/e2e/lab/types';

const JDK = { stack: 'jdk', leaf: 'rsa' } as const;
const AES_CBC = ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_AES_256_CBC_SHA'] as const;
const AES_GCM = [
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
] as const;
const TO_12 = ['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const;
const TLS_13 = ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256'] as const;

export const JDK_SERVERS: readonly JdkServer[] = [
  {
    ...JDK,
    id: 'g02',
    about: 'TLS 1.0 to 1.2, AES first, 3DES last',
    protocols: TO_12,
    suites: [...AES_GCM, 'SSL_RSA_WITH_3DES_EDE_CBC_SHA'],
    expected: {
      letter: 'B',
      rules: ['old_tls', 'no_tls13', 'hsts_absent'],
      because: 'TLS 1.0 and 1.1 (2009q); 3DES offered last',
    },
  },
  {
    ...JDK,
    id: 'g03',
    about: 'TLS 1.2, AES-GCM, RC4 last',
    protocols: ['TLSv1.2'],
    suites: [...AES_GCM, 'SSL_RSA_WITH_RC4_128_SHA'],
    expected: { letter: 'B', rules: ['rc4', 'no_tls13', 'hsts_absent'], because: 'RC4 offered (2009i)' },
  },
  {
    ...JDK,
    id: 'g04',
    about: 'TLS 1.2, RC4 first, AES-GCM after it',
    protocols: ['TLSv1.2'],
    suites: ['SSL_RSA_WITH_RC4_128_SHA', ...AES_GCM],
    expected: {
      letter: 'B',
      rules: ['rc4', 'no_tls13', 'hsts_absent'],
      because: 'no client of today offers RC4: nothing newer than TLS 1.0 negotiates it (2009j)',
      sure: 'unclear',
    },
  },
  {
    ...JDK,
    id: 'g05',
    about: 'TLS 1.0, AES-CBC and RC4',
    protocols: ['TLSv1'],
    suites: [...AES_CBC, 'SSL_RSA_WITH_RC4_128_SHA'],
    expected: {
      letter: 'C',
      rules: ['no_tls12', 'old_tls', 'rc4', 'no_forward_secrecy', 'no_aead', 'no_tls13', 'hsts_absent'],
      because: 'no TLS 1.2 (2009j)',
    },
  },
  {
    ...JDK,
    id: 'g06',
    about: 'TLS 1.2, 3DES alone',
    protocols: ['TLSv1.2'],
    suites: ['TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA', 'SSL_RSA_WITH_3DES_EDE_CBC_SHA'],
    expected: {
      letter: 'C',
      rules: ['small_block_negotiated', 'no_aead', 'no_tls13'],
      because: '64-bit block cipher negotiated with TLS 1.2 (2017)',
    },
  },
  {
    ...JDK,
    id: 'g07',
    about: 'TLS 1.2, RC4 alone',
    protocols: ['TLSv1.2'],
    suites: ['SSL_RSA_WITH_RC4_128_SHA', 'SSL_RSA_WITH_RC4_128_MD5'],
    expected: {
      letter: 'F',
      rules: ['rc4_only', 'rc4_negotiated', 'rc4', 'no_forward_secrecy', 'no_aead', 'no_tls13'],
      because: 'only RC4 (2009k)',
    },
  },
  {
    ...JDK,
    id: 'j01',
    about: 'SSL 3 alone, CBC',
    protocols: ['SSLv3'],
    suites: AES_CBC,
    expected: {
      letter: 'F',
      rules: ['ssl3_best', 'poodle_ssl3', 'ssl3', 'no_tls12', 'no_tls13', 'no_forward_secrecy', 'no_aead'],
      because: 'SSL 3 is the best protocol (2009i)',
    },
  },
  {
    ...JDK,
    id: 'j02',
    about: 'SSL 3 and TLS 1.0 to 1.3',
    protocols: ['SSLv3', ...TO_12, 'TLSv1.3'],
    suites: [...TLS_13, ...AES_GCM, ...AES_CBC],
    expected: { letter: 'C', rules: ['poodle_ssl3', 'ssl3', 'old_tls', 'hsts_absent'], because: 'POODLE (2009g)' },
  },
  {
    ...JDK,
    id: 'j03',
    about: 'SSL 3 with RC4 alone beside TLS 1.2',
    protocols: ['SSLv3', 'TLSv1.2'],
    suites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'SSL_RSA_WITH_RC4_128_SHA'],
    expected: {
      letter: 'B',
      rules: ['ssl3', 'rc4', 'no_tls13', 'hsts_absent'],
      because: 'SSL 3 without CBC is no POODLE',
    },
  },
  {
    ...JDK,
    id: 'j04',
    about: 'TLS 1.0 to 1.2, single DES',
    protocols: TO_12,
    suites: [...AES_GCM, 'SSL_RSA_WITH_DES_CBC_SHA'],
    expected: {
      letter: 'F',
      rules: ['weak_cipher', 'old_tls', 'no_tls13', 'hsts_absent', 'low_score'],
      because: 'below 112 bits is F; the arithmetic alone gives 60 for ciphers',
      sure: 'convention',
    },
  },
  {
    ...JDK,
    id: 'j05',
    about: 'TLS 1.0, DHE export',
    protocols: ['TLSv1'],
    suites: [...AES_CBC, 'SSL_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA'],
    expected: {
      letter: 'F',
      rules: [
        'export',
        'dh_broken',
        'weak_cipher',
        'no_tls12',
        'old_tls',
        'no_tls13',
        'no_forward_secrecy',
        'no_aead',
        'hsts_absent',
        'low_score',
      ],
      because: 'export DHE: Logjam',
    },
  },
  {
    ...JDK,
    id: 'j06',
    about: 'TLS 1.0, RSA export',
    protocols: ['TLSv1'],
    suites: [...AES_CBC, 'SSL_RSA_EXPORT_WITH_RC4_40_MD5'],
    expected: {
      letter: 'F',
      rules: [
        'export',
        'weak_cipher',
        'rc4',
        'no_tls12',
        'old_tls',
        'no_tls13',
        'no_forward_secrecy',
        'no_aead',
        'hsts_absent',
        'low_score',
      ],
      because: 'export RSA: FREAK',
    },
  },
  {
    ...JDK,
    id: 'j07',
    about: 'TLS 1.2, DHE alone with a group of 768 bits',
    protocols: ['TLSv1.2'],
    suites: ['TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'],
    expected: { letter: 'F', rules: ['dh_broken', 'no_tls13', 'low_score'], because: 'DH below 1024 (2009e)' },
  },
  {
    ...JDK,
    id: 'j08',
    about: 'TLS 1.0 to 1.2, anonymous and NULL suites alone',
    protocols: TO_12,
    suites: ['TLS_ECDH_anon_WITH_AES_128_CBC_SHA', 'SSL_DH_anon_WITH_3DES_EDE_CBC_SHA', 'SSL_RSA_WITH_NULL_SHA'],
    expected: {
      letter: 'F',
      rules: ['anonymous', 'weak_cipher', 'dh_broken', 'old_tls', 'no_aead', 'no_tls13', 'hsts_absent', 'low_score'],
      because: 'anonymous key exchange is 0',
    },
  },
];
