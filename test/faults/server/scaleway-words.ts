// Hides what Scaleway's requests may hold, and in which envelope they are refused.
import type { Refusal } from './http.js';
import {
  all,
  between,
  type Fields,
  isDateTime,
  isInteger,
  isMembers,
  isText,
  isUuid,
  listOf,
  multipleOf,
  needed,
  oneOf,
  optional,
  type Rule,
} from './rules.js';

export const ZONES = ['fr-par', 'nl-ams', 'pl-waw']
  .flatMap((region) => [1, 2, 3].map((number) => `${region}-${number}`))
  .concat('it-mil-1');
const TYPES = ['l_ssd', 'b_ssd', 'unified'];
const STATES = ['available', 'snapshotting', 'error', 'invalid_data', 'importing', 'exporting'];
const SIZE = all(isInteger, between(0));

export const CREATE: Fields = {
  name: optional(isText),
  volume_id: optional(isUuid),
  tags: optional(listOf(isText)),
  volume_type: optional(oneOf(['unknown_volume_type', ...TYPES])),
  bucket: optional(isText),
  key: optional(isText),
  size: optional(all(SIZE, multipleOf(512))),
  project: optional(isUuid),
  organization: optional(isUuid),
};

/** Exactly one of the two. */
export const ownedOnce: Rule = (value, at) => {
  const owners = ['project', 'organization'].filter((name) => isMembers(value) && Object.hasOwn(value, name));
  if (owners.length === 1) return [];
  const reason = owners.length === 0 ? 'required' : 'constraint';
  return [{ at: `${at}project`, reason, text: 'exactly one of project and organization is needed' }];
};

export const SET: Fields = {
  id: needed(isUuid),
  name: needed(isText),
  organization: optional(isUuid),
  volume_type: optional(oneOf([...TYPES, 'scratch', 'sbs_volume', 'sbs_snapshot'])),
  size: needed(SIZE),
  state: optional(oneOf(STATES)),
  creation_date: optional(isDateTime),
  modification_date: optional(isDateTime),
  project: optional(isUuid),
  tags: optional(listOf(isText)),
};

export const PATCH: Fields = { name: optional(isText), tags: optional(listOf(isText)) };

export const EXPORT: Fields = { bucket: needed(isText), key: needed(isText) };

const TYPE_OF: Readonly<Record<number, string>> = { 403: 'permissions_denied', 404: 'unknown_resource' };

export function envelopeOf({ status, code, text, complaints = [], resource }: Refusal): unknown {
  if (status === 401) return { reason: 'invalid', type: 'denied_authentication', message: text };
  if (status === 404 && resource)
    return { resource_id: resource.id, resource: resource.kind, message: text, type: 'not_found' };
  if (status === 400) {
    const details = complaints.map((each) => ({
      help_message: each.text,
      reason: each.reason,
      argument_name: each.at,
    }));
    return { message: 'invalid argument(s)', details, type: 'invalid_arguments' };
  }
  const type = code === 'transient_state' ? code : (TYPE_OF[status] ?? 'invalid_request_error');
  return { message: text, type };
}
