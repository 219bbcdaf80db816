import { type JsonObject, objects, text } from '@/lib/core/json';
import { stableResource, withoutDetails } from '@/lib/imports/parsers/aws';
import { networkPath, sourceCode } from '@/lib/imports/parsers/aws-inspector/other';
import { packagesOf } from '@/lib/imports/parsers/aws-inspector/package';
import { type ReadResult, RecordError } from '@/lib/imports/parsers/types';

/** One record of Inspector; a vulnerability gives a finding for each package that has it. */
export function* findingsOf(value: JsonObject): Generator<ReadResult> {
  const example = text(value, 'title');
  const status = text(value, 'status');
  if (status === 'CLOSED' || status === 'SUPPRESSED') {
    yield { skipped: status === 'CLOSED' ? 'resolved' : 'suppressed', example };
    return;
  }
  const resource = objects(value, 'resources')[0];
  const id = stableResource(text(resource, 'id'));
  if (id === '') throw new RecordError('missing_field', { field: 'resources.id' });
  const raw = withoutDetails(value, 'resources', 'details');
  for (const finding of readersOf(text(value, 'type'))(value, { id, resource })) yield { ...finding, raw };
}

function readersOf(type: string): typeof packagesOf {
  if (type === 'NETWORK_REACHABILITY') return networkPath;
  return type === 'CODE_VULNERABILITY' ? sourceCode : packagesOf;
}
