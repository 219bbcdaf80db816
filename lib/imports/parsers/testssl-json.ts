import { at, type Json, number, object, objects, text, unixMoment } from '@/lib/core/json';
import { readTestssl, unseenPlace } from '@/lib/imports/parsers/testssl';
import { type JsonParser, type JsonRecord, RecordError, type ReportFacts } from '@/lib/imports/parsers/types';

/**
 * testssl.sh, `--jsonfile` (a list of lines) and `--jsonfile-pretty` (lines below their host) (seen: 3.0.8 and 3.3dev). The
 * list names neither target nor time.
 */
export const testsslJson: JsonParser = {
  id: 'testssl',
  label: 'testssl.sh (JSON)',
  syntax: 'json',
  records: ['*', 'scanResult.*.{}.*'],

  recognise(outline) {
    if (at(outline, 'scanResult') !== undefined) return at(outline, 'Invocation') !== undefined ? 1 : 0.8;
    const line = object(outline, 0);
    const keys = ['id', 'ip', 'port', 'severity', 'finding'];
    return line && keys.every((key) => typeof line[key] === 'string') ? 1 : 0;
  },

  open(skeleton) {
    const unseen = new Set<string>();
    return {
      facts: factsOf(skeleton),
      *read(record) {
        if (!object(record.value)) throw new RecordError('missing_field', { field: 'id' });
        const line = {
          id: text(record.value, 'id').trim(),
          ...placeOf(skeleton, record),
          severity: text(record.value, 'severity'),
          finding: text(record.value, 'finding'),
          cve: text(record.value, 'cve'),
          cwe: text(record.value, 'cwe'),
        };
        const place = unseenPlace(line);
        if (place !== null) unseen.add(place);
        yield* readTestssl(line);
      },
      // A host that did not answer stands in the pretty form without its name: then the report speaks of nothing.
      reach: () => (brokeOff(skeleton) ? { only: new Set() } : { except: unseen }),
    };
  },
};

function brokeOff(skeleton: Json): boolean {
  const nameless = objects(skeleton, 'scanResult').some((line) => text(line, 'id') === 'scanProblem');
  return nameless || /interrupted/i.test(text(skeleton, 'scanTime'));
}

/** The last word of the command line, where the report names no host: the one that did not answer. */
function invoked(skeleton: Json): string {
  const last = text(skeleton, 'Invocation').trim().split(/\s+/).at(-1) ?? '';
  const [, host = '', port = '443'] = /^(?:https?:\/\/)?([\w.-]{1,255})(?::(\d{1,5}))?\/?$/.exec(last) ?? [];
  return host === '' || host.startsWith('-') ? '' : `${host}:${port}`;
}

function factsOf(skeleton: Json): ReportFacts {
  const hosts = objects(skeleton, 'scanResult').filter((host) => text(host, 'targetHost') !== '');
  const named = hosts.map((host) => `${text(host, 'targetHost')}:${text(host, 'port')}`).join(' ');
  return {
    scanner: 'testssl',
    target: (named || invoked(skeleton)).slice(0, 300),
    scanAt: unixMoment(number(skeleton, 'startTime') ?? 0),
    toolVersion: text(skeleton, 'version').split(' ')[0] || undefined,
  };
}

/** A line of the list names its place itself; below a host, the host does. */
function placeOf(skeleton: Json, { pattern, keys, value }: JsonRecord): { address: string; port: string } {
  if (pattern === '*') return { address: text(value, 'ip'), port: text(value, 'port') };
  const host = at(skeleton, 'scanResult', Number(keys[1]));
  return { address: `${text(host, 'targetHost')}/${text(host, 'ip')}`, port: text(host, 'port') };
}
