// What the compiler says about the generated clients and servers. Each `@ts-expect-error` fails the type check once it is no error.
import { describe, expectTypeOf, it } from 'vitest';
import type * as huawei from '../../generated/huawei-evs/index.js';
import * as cinder from '../../generated/openstack-cinder/index.js';
import * as scaleway from '../../generated/scaleway-instance/index.js';
import type { Snapshot } from '../../generated/scaleway-instance/v1/types.js';
import { createServer } from '../../generated/scp-virtualserver/1.3/server.js';
import type { ErrorResponse, SnapshotDetailResponse } from '../../generated/scp-virtualserver/1.3/types.js';
import * as scp from '../../generated/scp-virtualserver/index.js';
import type { Connection, RequestOptions, Result, Sent } from '../../runtime/client.js';
import type { Authenticate, Credentials, PrincipalOf } from '../../runtime/principal.js';

/** What a function around calls is written with comes from where the calls come from. */
it('clients give the types that wrappers need', () => {
  expectTypeOf<scaleway.v1.Result<never>>().toEqualTypeOf<Result<never>>();
  expectTypeOf<scaleway.v1.RequestOptions>().toEqualTypeOf<RequestOptions>();
  expectTypeOf<scaleway.v1.Connection>().toEqualTypeOf<Connection>();
});

type IsAny<T> = 0 extends 1 & T ? true : false;
/** The platform's own types, which have `any` of their own. */
type Foreign = Response | Request | Headers | AbortSignal | URL | Date;
/** True where `any` stands anywhere within eight steps: in a parameter, a result, a member, an item. */
type HasAny<T, Steps extends 0[] = []> =
  IsAny<T> extends true
    ? true
    : Steps['length'] extends 8
      ? false
      : T extends Foreign
        ? false
        : T extends (...input: infer Input) => infer Output
          ? HasAny<Input | Output, [...Steps, 0]>
          : T extends object
            ? true extends { [Key in keyof T]: HasAny<T[Key], [...Steps, 0]> }[keyof T]
              ? true
              : false
            : false;

type HoldsAny<T> = true extends HasAny<T> ? true : false;

const none = { baseUrl: 'http://localhost', fetch: () => Promise.reject(new Error('not sent')) };
/** Never called: the compiler is the test. */
const never = (_calls: () => unknown) => undefined;

describe('the public signatures', () => {
  it('hold no `any`, however deep', () => {
    expectTypeOf<
      HoldsAny<(input: { a: { b: unknown[] } }) => Promise<{ c: string }>>
    >().toEqualTypeOf<false>();
    // biome-ignore lint/suspicious/noExplicitAny: the probe must be seen to find one
    expectTypeOf<HoldsAny<(input: { a: { b: any[] } }) => Promise<string>>>().toEqualTypeOf<true>();

    expectTypeOf<HoldsAny<scp.v1_3.Client>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scp.v1_2.Client>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scp.v1_1.Client>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scp.v1_0.Client>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<huawei.v5.Client>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<cinder.v3_70.Client>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scaleway.v1.Client>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<typeof scp.createClient>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scp.ClientOptions>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scp.Clients>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scp.DeprecationNotice>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scp.ServerOptions>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<huawei.ServerOptions>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<cinder.ServerOptions>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scaleway.ServerOptions>>().toEqualTypeOf<false>();
    expectTypeOf<HoldsAny<scaleway.v1.Options>>().toEqualTypeOf<false>();
  });
});

describe('a body of bytes', () => {
  type Taken = { readonly query: { a: string } } & (
    | { readonly mediaType?: 'application/octet-stream'; readonly body?: Blob }
    | { readonly mediaType: 'application/json'; readonly body: { a: number } }
  );
  const send = (_input: Sent<Taken>) => undefined;
  const query = { a: '' };

  it('may be given in every form, and other bodies in their own only', () => {
    never(() => send({ query }));
    never(() => send({ query, body: new Blob([]) }));
    never(() => send({ query, body: new Uint8Array(1) }));
    never(() => send({ query, body: new ArrayBuffer(1), mediaType: 'application/octet-stream' }));
    never(() => send({ query, body: new ReadableStream<Uint8Array>() }));
    never(() => send({ query, body: { a: 1 }, mediaType: 'application/json' }));
    // @ts-expect-error JSON has no bytes
    never(() => send({ query, body: new Uint8Array(1), mediaType: 'application/json' }));
    // @ts-expect-error a number is no bytes
    never(() => send({ query, body: 1 }));
    // @ts-expect-error the query is required
    never(() => send({ body: new Blob([]) }));
  });
});

describe('a client', () => {
  it('knows the parameters of its version only', () => {
    const [v1_3, v1_2] = [scp.v1_3.createClient(none), scp.v1_2.createClient(none)];
    const [v1_1, v1_0] = [scp.v1_1.createClient(none), scp.v1_0.createClient(none)];
    never(() => v1_3.listSnapshots({ query: { sort: 'name', volume_id: null } }));
    never(() => v1_2.listSnapshots({ query: { sort: 'name' } }));
    // @ts-expect-error 1.1 cannot sort
    never(() => v1_1.listSnapshots({ query: { sort: 'name' } }));
    // @ts-expect-error 1.0 cannot sort
    never(() => v1_0.listSnapshots({ query: { sort: 'name' } }));
    // @ts-expect-error the version is the client's to say
    never(() => v1_3.listSnapshots({ header: { 'Scp-Api-Version': 'virtualserver 1.0' } }));
    // @ts-expect-error credentials are given once, when the client is made
    never(() => v1_3.listSnapshots({ header: { 'Scp-Signature': 'x' } }));
    // @ts-expect-error a number
    never(() => v1_3.listSnapshots({ query: { limit: '20' } }));
  });

  it('of a family is that of the version which is asked for', () => {
    expectTypeOf(scp.createClient({ ...none, version: '1.3' })).toEqualTypeOf<scp.v1_3.Client>();
    expectTypeOf(scp.createClient({ ...none, version: '1.1' })).toEqualTypeOf<scp.v1_1.Client>();
    never(() => scp.createClient({ ...none, version: '1.2' }).listSnapshots({ query: { sort: 'name' } }));
    // @ts-expect-error 1.1 cannot sort
    never(() => scp.createClient({ ...none, version: '1.1' }).listSnapshots({ query: { sort: 'name' } }));
    // @ts-expect-error no such scheme
    never(() => scp.createClient({ ...none, version: '1.3', credentials: { Bearer: 'a' } }));
    // @ts-expect-error no such version
    never(() => scp.createClient({ ...none, version: '9.9' }));
    // @ts-expect-error one document of its own for each version
    never(() => scp.createClient({ ...none, version: '1.3', microversion: '1.2' }));
    never(() => cinder.createClient({ ...none, version: '3.70', microversion: '3.41' }));
    // @ts-expect-error another major
    never(() => cinder.createClient({ ...none, version: '3.70', microversion: '4.0' }));
    expectTypeOf<scp.ClientVersion>().toEqualTypeOf<'1.3' | '1.2' | '1.1' | '1.0'>();
    const some = (version: scp.ClientVersion) => scp.createClient({ ...none, version });
    expectTypeOf(some).returns.toEqualTypeOf<scp.Clients[scp.ClientVersion]>();
  });

  it('asks for what the document requires', () => {
    const client = scp.v1_3.createClient(none);
    const volume_id = 'v';
    never(() => client.createSnapshot({ body: { name: 'a', volume_id, metadata: { any: ['thing'] } } }));
    // @ts-expect-error no body
    never(() => client.createSnapshot({}));
    // @ts-expect-error no input at all
    never(() => client.createSnapshot());
    // @ts-expect-error no name
    never(() => client.createSnapshot({ body: { volume_id } }));
    // @ts-expect-error no volume
    never(() => client.createSnapshot({ body: { name: 'a' } }));
    // @ts-expect-error undefined is not absent
    never(() => client.createSnapshot({ body: { name: 'a', volume_id, force: undefined } }));
    // @ts-expect-error not a known member
    never(() => client.createSnapshot({ body: { name: 'a', volume_id, colour: 'red' } }));
  });

  it('asks for path values, of the enumeration where there is one', () => {
    const client = scaleway.v1.createClient(none);
    const project = 'p';
    never(() => client.createSnapshot({ path: { zone: 'fr-par-1' }, body: { project } }));
    never(() => client.createSnapshot({ path: { zone: 'fr-par-1' }, body: { organization: project } }));
    // @ts-expect-error neither project nor organization
    never(() => client.createSnapshot({ path: { zone: 'fr-par-1' }, body: { name: 'a' } }));
    // @ts-expect-error no such zone
    never(() => client.listSnapshots({ path: { zone: 'mars-1' } }));
    // @ts-expect-error no path
    never(() => client.listSnapshots());
    // @ts-expect-error no snapshot_id
    never(() => client.getSnapshot({ path: { zone: 'fr-par-1' } }));
    // @ts-expect-error a deletion has no body
    never(() => client.deleteSnapshot({ path: { zone: 'fr-par-1', snapshot_id: 's' }, body: {} }));
  });

  it('takes the credentials of the document, and no others', () => {
    never(() => scp.v1_3.createClient({ ...none, credentials: { Accesskey: 'a', Signature: () => 's' } }));
    // @ts-expect-error no such scheme
    never(() => scp.v1_3.createClient({ ...none, credentials: { Bearer: 'a' } }));
    // @ts-expect-error nowhere to send to
    never(() => scp.v1_3.createClient({}));
  });

  it('gives a result that its status tells apart', () => {
    type Created = Awaited<ReturnType<scp.v1_3.Client['createSnapshot']>>;
    expectTypeOf<Created['status']>().toEqualTypeOf<202 | 400 | 401 | 403 | 404 | 406 | 409 | 429>();
    expectTypeOf<Extract<Created, { ok: true }>['data']>().toEqualTypeOf<SnapshotDetailResponse>();
    expectTypeOf<Extract<Created, { status: 404 }>['error']>().toEqualTypeOf<ErrorResponse>();
    const reads = (result: Created) => {
      // @ts-expect-error not known to be a success yet
      const early = result.data;
      if (!result.ok) return result.error.errors.length;
      // @ts-expect-error a success has no error
      const late = result.error;
      return [early, late, result.data.created_at].length;
    };
    expectTypeOf(reads).returns.toBeNumber();

    type Deleted = Awaited<ReturnType<scaleway.v1.Client['deleteSnapshot']>>;
    expectTypeOf<Extract<Deleted, { status: 204 }>['data']>().toEqualTypeOf<undefined>();
    type Got = Awaited<ReturnType<scaleway.v1.Client['getSnapshot']>>;
    expectTypeOf<Extract<Got, { status: 200 }>['data']['snapshot']>().toEqualTypeOf<Snapshot>();
    expectTypeOf<Snapshot['state']>().toEqualTypeOf<
      'available' | 'snapshotting' | 'error' | 'invalid_data' | 'importing' | 'exporting'
    >();
    expectTypeOf<Snapshot['base_volume']>().toEqualTypeOf<{ id: string; name: string } | null>();
  });
});

describe('a server', () => {
  type Handlers = scaleway.VersionOptions['v1']['handlers'];

  it('lets a handler answer what is documented, whole', () => {
    const deleted: Handlers['deleteSnapshot'] = () => ({ status: 204 });
    // @ts-expect-error 418 is not documented
    const teapot: Handlers['deleteSnapshot'] = () => ({ status: 418 });
    // @ts-expect-error the body is missing
    const bare: Handlers['getSnapshot'] = () => ({ status: 200 });
    // @ts-expect-error the required header is missing
    const uncounted: Handlers['listSnapshots'] = () => ({ status: 200, body: { snapshots: [] } });
    const counted: Handlers['listSnapshots'] = () => ({
      status: 200,
      headers: { 'X-Total-Count': 0 },
      body: { snapshots: [] },
    });
    expectTypeOf([deleted, teapot, bare, uncounted, counted]).toBeArray();
  });

  it('owes the headers that are required, and no others', () => {
    type Create = cinder.VersionOptions['3.70']['handlers']['createSnapshot'];
    const overLimit = { code: 413, message: 'Quota exceeded.' };
    const limited: Create = () => ({ status: 413, headers: { 'Retry-After': 0 }, body: { overLimit } });
    // @ts-expect-error Retry-After is required
    const hasty: Create = () => ({ status: 413, headers: { Vary: 'Accept' }, body: { overLimit } });
    // @ts-expect-error a number of seconds
    const vague: Create = () => ({ status: 413, headers: { 'Retry-After': 'soon' }, body: { overLimit } });
    expectTypeOf([limited, hasty, vague]).toBeArray();
  });

  it('must be given every handler, every version, and who may ask', () => {
    expectTypeOf<keyof scp.VersionOptions>().toEqualTypeOf<'1.3' | '1.2' | '1.1' | '1.0'>();
    expectTypeOf<scp.VersionId>().toEqualTypeOf<'1.3' | '1.2' | '1.1' | '1.0'>();
    type Options = scaleway.VersionOptions['v1'];
    expectTypeOf<Omit<Options, 'authenticate'>>().not.toExtend<Options>();
    expectTypeOf<Omit<Options, 'handlers'>>().not.toExtend<Options>();
    expectTypeOf<Omit<Handlers, 'exportSnapshot'>>().not.toExtend<Handlers>();
  });
});

describe('the principal of handlers', () => {
  type Scheme = 'key' | 'token' | 'other';
  type By = {
    key: (credential: string) => { user: number } | undefined;
    token: () => Promise<'service' | false>;
    other: () => null;
  };

  it('is what authenticate gives somebody who is known', () => {
    type One = (credentials: Credentials<Scheme>) => Promise<{ user: number } | null>;
    expectTypeOf<PrincipalOf<One, readonly [readonly ['key']]>>().toEqualTypeOf<{ user: number }>();
    expectTypeOf<PrincipalOf<One, readonly [readonly ['key'], readonly []]>>().toEqualTypeOf<
      { user: number } | undefined
    >();
    expectTypeOf<PrincipalOf<One, readonly []>>().toEqualTypeOf<undefined>();
    expectTypeOf<PrincipalOf<Authenticate<Scheme>, readonly [readonly ['key']]>>().toEqualTypeOf<unknown>();
  });

  it('is a record by scheme, an alternative each, where each scheme has its own function', () => {
    expectTypeOf<PrincipalOf<By, readonly [readonly ['key', 'token']]>>().toEqualTypeOf<{
      readonly key: { user: number };
      readonly token: 'service';
    }>();
    expectTypeOf<PrincipalOf<By, readonly [readonly ['key'], readonly ['token']]>>().toEqualTypeOf<
      { readonly key: { user: number } } | { readonly token: 'service' }
    >();
  });

  it('reaches the handlers of a version, whatever authenticates', () => {
    const status = 400 as const;
    const body = { errors: [] };
    never(() =>
      createServer({
        authenticate: async ({ Accesskey }) => (Accesskey === 'a' ? { user: Accesskey } : undefined),
        handlers: {
          createSnapshot: (_, { principal }) => {
            expectTypeOf(principal).toEqualTypeOf<{ user: string }>();
            return { status, body } as never;
          },
          listSnapshots: () => ({ status, body }) as never,
        },
      }),
    );
    never(() =>
      createServer({
        authenticate: {
          Accesskey: (key) => ({ key }),
          Signature: () => true,
          Timestamp: (text) => Number(text),
        },
        handlers: {
          createSnapshot: (_, { principal }) => {
            expectTypeOf(principal.Accesskey).toEqualTypeOf<{ key: string }>();
            expectTypeOf(principal.Timestamp).toEqualTypeOf<number>();
            return { status, body } as never;
          },
          listSnapshots: () => ({ status, body }) as never,
        },
      }),
    );
    // @ts-expect-error each scheme needs its function
    never(() => createServer({ authenticate: { Accesskey: () => 1 }, handlers: {} as never }));
  });
});
