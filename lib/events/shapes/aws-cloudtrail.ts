import { at, isObject, type Json, text } from '@/lib/core/json';
import { withoutPort } from '@/lib/events/shapes/addresses';
import { firstTime } from '@/lib/events/shapes/first-time';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft, EventOutcome } from '@/lib/events/types';

/** A session is named by its role and its own name: `assumed-role/deploy/kate`. */
function actorOf(record: Json): string {
  const identity = at(record, 'userIdentity');
  const arn = text(identity, 'arn');
  const named = text(identity, 'userName') || arn.slice(arn.lastIndexOf(':') + 1);
  return named || text(identity, 'invokedBy') || text(identity, 'principalId') || text(identity, 'type');
}

/** A refusal has an error; sign-ins to the console say in the response how they ended. */
function outcomeOf(record: Json): EventOutcome {
  if (text(record, 'errorCode') !== '' || text(record, 'errorMessage') !== '') return 'failure';
  const signIn = Object.values(at(record, 'responseElements') ?? {}).includes('Failure');
  return signIn ? 'failure' : 'success';
}

function isSignIn(service: string, name: string): boolean {
  return service === 'signin' && /^(ConsoleLogin|SwitchRole|CheckMfa)$/.test(name);
}

function read(record: Json): EventDraft[] {
  const [source, name] = [text(record, 'eventSource'), text(record, 'eventName')];
  // Logstash puts the time elsewhere.
  const time = firstTime(text(record, 'eventTime'), text(record, '@timestamp'));
  if (!isObject(record) || source === '' || name === '' || time === '') throw new UnreadableRecord('not_this_shape');
  const service = source.replace(/\.amazonaws\.com$/, '');
  const [actor, account] = [actorOf(record), text(record, 'recipientAccountId')];
  const error = [text(record, 'errorCode'), text(record, 'errorMessage')].filter(Boolean).join(': ');
  return [
    {
      class: isSignIn(service, name) ? 'identity' : 'audit',
      time,
      key: text(record, 'eventID'),
      severity: 0,
      outcome: outcomeOf(record),
      name: `${service} ${name}`,
      message: [`${actor || '?'} ${service} ${name} in ${text(record, 'awsRegion') || '?'}`, error]
        .filter(Boolean)
        .join(', '),
      techniques: [],
      action: name,
      actor,
      // Calls of AWS' own services name the service instead of an address.
      sourceAddress: withoutPort(text(record, 'sourceIPAddress')),
      process: text(record, 'userAgent'),
      also: { account, region: text(record, 'awsRegion') },
    },
  ];
}

/** CloudTrail's records: files of a trail (`Records`), one a line from a stream. */
export const awsCloudtrail: Shape = {
  id: 'aws-cloudtrail',
  label: 'AWS CloudTrail',
  syntax: 'json',
  envelopes: ['Records'],
  read,
};
