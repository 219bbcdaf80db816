import { at, isObject, type Json, text } from '@/lib/core/json';
import type { Log } from '@/lib/detection/logs/types';

type FieldPaths = Readonly<Record<string, readonly string[]>>;

/** The same fields under a member: `properties` of a record that comes through diagnostic settings. */
function under(member: string, fields: FieldPaths): FieldPaths {
  const entries = Object.entries(fields).map(([name, paths]) => [name, paths.map((path) => `${member}.${path}`)]);
  return Object.fromEntries(entries);
}

/** A directory audit as Graph writes it. Values of changed properties are JSON in a text once more. */
const AUDIT: FieldPaths = {
  OperationName: ['activityDisplayName'],
  Result: ['result'],
  Category: ['category'],
  LoggedByService: ['loggedByService'],
  InitiatedByUser: ['initiatedBy.user.userPrincipalName', 'initiatedBy.user.id'],
  InitiatedByApp: ['initiatedBy.app.displayName'],
  IPAddress: ['initiatedBy.user.ipAddress'],
  TargetName: ['targetResources.displayName'],
  TargetUser: ['targetResources.userPrincipalName'],
  TargetType: ['targetResources.type'],
  PropertyName: ['targetResources.modifiedProperties.displayName'],
  OldValue: ['targetResources.modifiedProperties.oldValue{}'],
  NewValue: ['targetResources.modifiedProperties.newValue{}'],
  Detail: ['additionalDetails.value'],
  actor: ['initiatedBy.user.userPrincipalName', 'initiatedBy.app.displayName', 'initiatedBy.user.id'],
  sourceAddress: ['initiatedBy.user.ipAddress'],
};

const PROPERTIES = under('properties', AUDIT);

/** In the export of Log Analytics three columns are JSON in a text. */
const EXPORTED: FieldPaths = {
  ...AUDIT,
  OperationName: ['OperationName'],
  InitiatedByUser: ['InitiatedBy{}.user.userPrincipalName', 'InitiatedBy{}.user.id'],
  InitiatedByApp: ['InitiatedBy{}.app.displayName'],
  IPAddress: ['InitiatedBy{}.user.ipAddress'],
  TargetName: ['TargetResources{}.displayName'],
  TargetUser: ['TargetResources{}.userPrincipalName'],
  TargetType: ['TargetResources{}.type'],
  PropertyName: ['TargetResources{}.modifiedProperties.displayName'],
  OldValue: ['TargetResources{}.modifiedProperties.oldValue{}'],
  NewValue: ['TargetResources{}.modifiedProperties.newValue{}'],
  Detail: ['AdditionalDetails{}.value'],
  actor: ['InitiatedBy{}.user.userPrincipalName', 'InitiatedBy{}.app.displayName', 'InitiatedBy{}.user.id'],
  sourceAddress: ['InitiatedBy{}.user.ipAddress'],
};

const lower = (value: Json | undefined) => (typeof value === 'string' ? value.toLowerCase() : '');
const has = (raw: Json, ...path: readonly string[]) => at(raw, ...path) !== undefined;
const when = (raw: Json, holds: boolean) => (holds ? raw : undefined);

/** Azure's letters vary: the same member may be `resourceId` and `resourceid`. */
const categoryOf = (raw: Json) => lower(at(raw, 'category') ?? at(raw, 'Category'));

/** Directory audit records, those of PIM among them. */
export const entraAudit: Log = {
  source: { product: 'azure', service: 'auditlogs' },
  encodings: [
    {
      id: 'graph',
      open: (raw) => when(raw, has(raw, 'activityDisplayName') && has(raw, 'initiatedBy')),
      fields: AUDIT,
    },
    {
      id: 'diagnostic',
      open: (raw) => when(raw, isObject(at(raw, 'properties')) && has(raw, 'properties', 'initiatedBy')),
      fields: {
        ...PROPERTIES,
        OperationName: ['operationName', 'properties.activityDisplayName'],
        Result: ['properties.result', 'result'],
        IPAddress: ['properties.initiatedBy.user.ipAddress', 'callerIpAddress'],
        sourceAddress: ['properties.initiatedBy.user.ipAddress', 'callerIpAddress'],
      },
    },
    { id: 'log-analytics', open: (raw) => when(raw, has(raw, 'InitiatedBy')), fields: EXPORTED },
  ],
};

/** A request for a role in PIM, as Graph answers it: no audit record, but all that an activation says. */
export const entraRoleRequest: Log = {
  source: { product: 'azure', service: 'pim' },
  encodings: [
    {
      id: 'graph',
      open: (raw) => when(raw, has(raw, 'roleDefinitionId') && has(raw, 'principalId') && text(raw, 'action') !== ''),
      fields: {
        Action: ['action'],
        Status: ['status'],
        actor: ['createdBy.user.userPrincipalName', 'createdBy.user.id', 'principalId'],
      },
    },
  ],
};

const SIGN_IN: FieldPaths = {
  ErrorCode: ['status.errorCode'],
  UserPrincipalName: ['userPrincipalName'],
  ServicePrincipalName: ['servicePrincipalName'],
  IPAddress: ['ipAddress'],
  UserType: ['userType'],
  AppDisplayName: ['appDisplayName'],
  ClientAppUsed: ['clientAppUsed'],
  AuthenticationRequirement: ['authenticationRequirement'],
  AuthenticationProtocol: ['authenticationProtocol'],
  ConditionalAccessStatus: ['conditionalAccessStatus'],
  RiskLevel: ['riskLevelDuringSignIn'],
  RiskState: ['riskState'],
  TokenIssuerType: ['tokenIssuerType'],
  actor: ['userPrincipalName', 'servicePrincipalName', 'userId'],
  sourceAddress: ['ipAddress'],
};

/** Sign-ins of people and of applications. */
export const entraSignIn: Log = {
  source: { product: 'azure', service: 'signinlogs' },
  encodings: [
    {
      id: 'graph',
      open: (raw) => when(raw, has(raw, 'conditionalAccessStatus') && has(raw, 'createdDateTime')),
      fields: SIGN_IN,
    },
    {
      id: 'diagnostic',
      open: (raw) => when(raw, /signinlogs$/.test(categoryOf(raw)) && isObject(at(raw, 'properties'))),
      fields: {
        ...under('properties', SIGN_IN),
        ErrorCode: ['resultType', 'properties.status.errorCode'],
        IPAddress: ['properties.ipAddress', 'callerIpAddress'],
        sourceAddress: ['properties.ipAddress', 'callerIpAddress'],
      },
    },
    {
      id: 'log-analytics',
      open: (raw) => when(raw, has(raw, 'ConditionalAccessStatus') && has(raw, 'ResultType')),
      fields: { ...SIGN_IN, ErrorCode: ['ResultType'] },
    },
  ],
};

/** Azure's activity log: diagnostic settings and the export, which has other names. */
export const azureActivity: Log = {
  source: { product: 'azure', service: 'activitylogs' },
  encodings: [
    {
      id: 'diagnostic',
      open: (raw) => when(raw, has(raw, 'operationName') && has(raw, 'resourceId') && !has(raw, 'properties', 'log')),
      fields: {
        OperationName: ['operationName'],
        Status: ['resultType', 'resultSignature', 'properties.result', 'result'],
        ResourceId: ['resourceId'],
        Detail: ['properties.additionalDetails.value'],
        actor: [
          "identity.claims.'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn'",
          'properties.initiatedBy.user.userPrincipalName',
          'caller',
        ],
        sourceAddress: ['callerIpAddress'],
      },
    },
    {
      id: 'log-analytics',
      open: (raw) => when(raw, has(raw, 'OperationNameValue') && has(raw, 'ActivityStatusValue')),
      fields: {
        OperationName: ['OperationNameValue'],
        Status: ['ActivityStatusValue'],
        ResourceId: ['_ResourceId', 'ResourceId'],
        actor: ['Caller'],
        sourceAddress: ['CallerIpAddress'],
      },
    },
  ],
};
