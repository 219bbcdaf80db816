import { firstText, isObject, type Json, text } from '@/lib/core/json';
import { believedAddress, withoutPort } from '@/lib/events/shapes/addresses';
import { firstTime } from '@/lib/events/shapes/first-time';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/** `GET /path HTTP/1.1` of `$request`; a request that nginx could not read may be anything. */
const REQUEST = /^([A-Z]{1,20}) (\S{1,16000})(?: HTTP\/[\d.]{1,5})?$/;
/** `$time_local`: 21/Nov/2026:19:14:12 +0000. */
const LOCAL_TIME = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** nginx writes "-" for what is empty. */
function variable(record: Json, ...names: readonly string[]): string {
  return names.map((name) => text(record, name)).find((value) => value !== '' && value !== '-') ?? '';
}

function isoOf(local: string): string {
  const [, day, month = '', year, clock, zone] = local.match(LOCAL_TIME) ?? [];
  const place = MONTHS.indexOf(month) + 1;
  return place === 0 ? local : `${year}-${String(place).padStart(2, '0')}-${day}T${clock}${zone}`;
}

function requestOf(record: Json): { readonly method: string; readonly path: string } {
  const [, method = '', target = ''] = variable(record, 'request').slice(0, 16_100).match(REQUEST) ?? [];
  const query = variable(record, 'request_query', 'args', 'query_string');
  const path = variable(record, 'request_uri', 'path', 'uri') || target;
  return {
    method: variable(record, 'request_method', 'method') || method,
    path: query === '' || path.includes('?') ? path : `${path}?${query}`,
  };
}

function read(record: Json): EventDraft[] {
  const status = Number(variable(record, 'status') || Number.NaN);
  const seen = variable(record, 'remote_addr', 'remote_address', 'client_ip', 'client');
  if (!isObject(record) || !Number.isInteger(status) || seen === '') throw new UnreadableRecord('not_this_shape');
  const { method, path } = requestOf(record);
  const forwarded = variable(record, 'x_forwarded_for', 'http_x_forwarded_for', 'x-forwarded-for');
  const site = variable(record, 'vhost', 'http_host', 'host', 'server_name');
  const agent = variable(record, 'http_user_agent', 'user_agent');
  const said = firstText(record, 'msec', 'timestamp', '@timestamp', 'time', 'time_iso8601', 'time_local');
  return [
    {
      class: 'web',
      time: firstTime(
        variable(record, 'msec'),
        variable(record, 'time_iso8601', 'time', 'timestamp', '@timestamp'),
        isoOf(said),
      ),
      // Not the request's id: clients may choose it (`X-Request-ID`), and with it hide one request behind another.
      key: '',
      severity: 0,
      outcome: status < 400 ? 'success' : 'failure',
      name: `${method || 'request'} ${status}`,
      message: [`${method} ${site}${path} ${status}`, agent, forwarded && `forwarded for ${forwarded} by ${seen}`]
        .filter(Boolean)
        .join(', '),
      techniques: [],
      action: method,
      actor: variable(record, 'remote_user'),
      sourceAddress: believedAddress([...forwarded.slice(0, 4_000).split(','), seen]),
      targetAddress: withoutPort(variable(record, 'upstream_addr', 'server_addr').split(',')[0] ?? ''),
      host: site,
      namespace: variable(record, 'namespace'),
      also: {
        path: path.split('?', 1)[0] ?? '',
        status: String(status),
        request: variable(record, 'request_id', 'req_id'),
      },
    },
  ];
}

/** Access logs of nginx and ingress-nginx in JSON (`log_format … escape=json`), by the names of nginx' variables. */
export const nginx: Shape = { id: 'nginx', label: 'nginx access log (JSON)', syntax: 'json', read };
