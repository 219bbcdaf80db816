import { withoutPort } from '@/lib/events/shapes/addresses';
import { type Fields, listed, said } from '@/lib/events/shapes/microsoft/fields';
import { alertSeverity, outcomeOf } from '@/lib/events/shapes/microsoft/marks';
import { accountOf, merged, type Places, pathOf, placesOfResource } from '@/lib/events/shapes/microsoft/places';
import { classOfRow } from '@/lib/events/shapes/microsoft/row-class';
import type { EventDraft } from '@/lib/events/types';

function actorOf(row: Fields): string {
  const account = accountOf(
    said(row, 'accountUpn', 'userPrincipalName', 'userId', 'caller'),
    said(row, 'accountDomain'),
    said(row, 'accountName'),
  );
  const starter = accountOf(
    said(row, 'initiatingProcessAccountUpn'),
    said(row, 'initiatingProcessAccountDomain'),
    said(row, 'initiatingProcessAccountName'),
  );
  return account || starter || said(row, 'account', 'accountDisplayName', 'userName', 'identity');
}

/** Machines tell of their own end and the other one; whoever came in is the source. */
function addressesOf(row: Fields, action: string): Places {
  const source = said(
    row,
    'sourceIp',
    'ipAddress',
    'clientIp',
    'client_IPAddress',
    'clientIpAddress',
    'callerIpAddress',
  );
  const target = said(row, 'destinationIp', 'destinationIpAddress');
  const [local, remote] = [said(row, 'localIp'), said(row, 'remoteIp')];
  const cameIn = /inbound|logon/i.test(action);
  return {
    sourceAddress: withoutPort(source || (cameIn ? remote : local)),
    targetAddress: withoutPort(target || (cameIn ? local : remote)),
  };
}

function placesOf(row: Fields, action: string): Places {
  const folder = said(row, 'folderPath');
  return merged(
    {
      actor: actorOf(row),
      host: said(row, 'computer', 'deviceName', 'hostName'),
      namespace: said(row, 'podNamespace', 'namespace'),
      pod: said(row, 'podName'),
      container: said(row, 'containerName'),
      process: said(row, 'processCommandLine', 'commandLine', 'initiatingProcessCommandLine', 'processName'),
      file: pathOf(folder, said(row, 'fileName')),
    },
    addressesOf(row, action),
    placesOfResource(said(row, '_ResourceId', 'resourceId')),
  );
}

function messageOf(
  what: string,
  row: Fields,
  { process = '', sourceAddress = '', targetAddress = '' }: Places,
): string {
  const port = said(row, 'destinationPort', 'remotePort');
  const ends = targetAddress === '' ? sourceAddress : `${sourceAddress} → ${targetAddress}${port && `:${port}`}`;
  const text = said(row, 'syslogMessage', 'renderedDescription', 'description', 'message', 'objectName', 'remoteUrl');
  return [what, process, ends, text].filter(Boolean).join(', ');
}

/** A row of a table that has no reader of its own, by the names that columns have in many of them. */
export function readRow(row: Fields): readonly EventDraft[] | null {
  const [time, table] = [said(row, 'timeGenerated', 'timestamp'), said(row, 'type')];
  const action = said(row, 'actionType', 'operation', 'operationNameValue', 'operationName', 'activity');
  if (time === '' || (table === '' && action === '')) return null;
  const kind = classOfRow(row, table);
  const places = placesOf(row, action);
  const name = said(row, 'title') || action || table;
  return [
    {
      ...places,
      class: kind,
      time,
      key: '',
      severity: kind === 'detection' ? alertSeverity(said(row, 'severity'), said(row, 'status')) : 0,
      outcome: outcomeOf(said(row, 'resultStatus', 'activityStatusValue', 'resultType', 'result', 'status')),
      name,
      message: messageOf(table === '' || table === name ? name : `${table}: ${name}`, row, places),
      techniques: listed(row, 'attackTechniques'),
      action: action || said(row, 'direction'),
      also: {
        table,
        port: said(row, 'destinationPort', 'remotePort'),
        domain: said(row, 'remoteUrl'),
        hash: said(row, 'sha256', 'initiatingProcessSha256'),
        resource: said(row, '_ResourceId'),
      },
    },
  ];
}
