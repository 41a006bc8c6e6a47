// Hides Huawei Cloud EVS v5: one operation, two envelopes of errors.
import { type HttpDecisions, type Refusal, USUAL } from './http.js';
import type { Provider } from './provider.js';
import { all, type Fields, isFlag, isText, length, mapOf, needed, optional, record } from './rules.js';

export interface Huawei {
  readonly http: HttpDecisions;
  readonly snapshot: Fields;
  readonly jobId: (id: string) => unknown;
}

const TOKEN = 'example-user-token';

export const huawei: Provider<Huawei> = {
  behaviour: {
    http: {
      ...USUAL,
      wrongMediaType: 400,
      authenticate: ({ headers }) => headers.get('x-auth-token') === TOKEN,
      challenge: 'X-Auth-Token realm="apig"',
      envelope: envelopeOf,
      contentType: 'application/json;charset=utf8',
    },
    snapshot: {
      volume_id: needed(isText),
      name: optional(length(0, 64)),
      description: optional(length(0, 85)),
      tags: optional(mapOf(isText)),
      enterprise_project_id: optional(isText),
      instant_access: optional(isFlag),
      incremental: optional(isFlag),
    },
    jobId: (id) => id.replaceAll('-', ''),
  },
  serve({ http, snapshot, jobId }, { newId }) {
    const body = record({ snapshot: needed(all(record(snapshot))) });
    return {
      http,
      routes: [
        {
          template: '/v5/{project_id}/snapshots',
          operations: {
            POST: {
              name: 'createSnapshot',
              body,
              run: () => ({ status: 202, body: { snapshot_id: newId(), job_id: jobId(newId()) } }),
            },
          },
        },
      ],
    };
  },
};

/** The gateway speaks before the service does. */
function envelopeOf({ status, text }: Refusal): unknown {
  if (status === 400) return { error: { message: text, code: 'EVS.2024' } };
  return { error_code: `APIGW.0${status === 401 ? 301 : status}`, error_msg: text };
}
