// Hides how what contract.yaml says of credentials becomes one function that puts them on requests.
import type { SecurityScheme } from '../../generator/model/types.js';
import { apiKey } from '../../runtime/auth/api-key.js';
import type { Authenticate, Clock } from '../../runtime/auth/authenticate.js';
import { basic } from '../../runtime/auth/basic.js';
import { bearer } from '../../runtime/auth/bearer.js';
import { clientCredentials } from '../../runtime/auth/client-credentials.js';
import { huaweiSignature } from '../../runtime/auth/huawei-signature.js';
import { openStackToken } from '../../runtime/auth/openstack-token.js';
import { scpSignature } from '../../runtime/auth/scp-signature.js';
import { pointerAt } from '../pointer.js';
import type { Lookup } from './resolve.js';
import type { AuthBinding, Given } from './types.js';

/** What credentials are asked for with. */
export interface AuthContext {
  /** Of all documents under test. */
  readonly schemes: readonly SecurityScheme[];
  readonly lookup: Lookup;
  readonly now: Clock;
  /** How token endpoints are reached. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export interface Authentication {
  readonly authenticate: Authenticate;
  /** Values that must not be shown anywhere. */
  readonly secrets: readonly string[];
}

/**
 * One function for all bindings, one after the other in their order; undefined where there are none. What is missing or names no
 * scheme is among the problems of the lookup.
 */
export function authenticationOf(
  auth: Readonly<Record<string, AuthBinding>> | undefined,
  context: AuthContext,
): Authentication | undefined {
  const entries = Object.entries(auth ?? {});
  if (entries.length === 0) return undefined;
  const secrets = new Set<string>();
  const steps = entries.map(([name, binding]) => stepOf(name, binding, context, secrets));
  return {
    authenticate: async (request) => {
      let signed = request;
      for (const step of steps) signed = await step(signed);
      return signed;
    },
    secrets: [...secrets],
  };
}

function stepOf(
  name: string,
  binding: AuthBinding,
  { schemes, lookup, now, fetch }: AuthContext,
  secrets: Set<string>,
): Authenticate {
  const at = (...keys: string[]) => pointerAt('/auth', name, ...keys);
  const scheme = schemes.find(({ key }) => key === name);
  if (!scheme) {
    const known = [...new Set(schemes.map(({ key }) => key))].join(', ');
    const message = `No document has a security scheme "${name}".`;
    lookup.problems.push({ pointer: at(), message, hint: `There are: ${known || 'none'}.` });
  }
  const reader = (kind: string) => {
    const text = (key: string, given: Given | undefined) =>
      given === undefined ? undefined : lookup.text(given, at(kind, key));
    return {
      text: (key: string, given: Given | undefined) => text(key, given) ?? '',
      some: <K extends string>(key: K, given: Given | undefined): Partial<Record<K, string>> => {
        const value = text(key, given);
        return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
      },
      secret: (key: string, given: Given | undefined) => {
        const value = text(key, given) ?? '';
        if (value !== '') secrets.add(value);
        return value;
      },
    };
  };
  const reaching = { now, ...(fetch && { fetch }) };
  if (binding.apiKey !== undefined) {
    const value = lookup.text(binding.apiKey, at('apiKey'));
    if (value !== '') secrets.add(value);
    return apiKey(value, scheme?.name ?? name, scheme?.in ?? 'header');
  }
  if (binding.bearer !== undefined) {
    const value = lookup.text(binding.bearer, at('bearer'));
    if (value !== '') secrets.add(value);
    return bearer(value);
  }
  if (binding.basic) {
    const read = reader('basic');
    const username = read.text('username', binding.basic.username);
    if (!username.includes(':')) return basic(username, read.secret('password', binding.basic.password));
    const hint = 'Basic authentication parts name and password by the first colon.';
    lookup.problems.push({
      pointer: at('basic', 'username'),
      message: 'A user name must not hold a colon.',
      hint,
    });
    return async (request) => request;
  }
  if (binding.clientCredentials) {
    const { tokenUrl, clientId, clientSecret, scopes, credentialsIn } = binding.clientCredentials;
    const read = reader('clientCredentials');
    return clientCredentials({
      tokenUrl: read.text('tokenUrl', tokenUrl),
      clientId: read.text('clientId', clientId),
      clientSecret: read.secret('clientSecret', clientSecret),
      ...(scopes && { scopes }),
      ...(credentialsIn && { credentialsIn }),
      ...reaching,
    });
  }
  if (binding.scp) {
    const read = reader('scp');
    return scpSignature({
      accessKey: read.text('accessKey', binding.scp.accessKey),
      secretKey: read.secret('secretKey', binding.scp.secretKey),
      ...read.some('accountId', binding.scp.accountId),
      ...read.some('clientType', binding.scp.clientType),
      now,
    });
  }
  if (binding.huawei) {
    const read = reader('huawei');
    const accessKey = read.text('accessKey', binding.huawei.accessKey);
    return huaweiSignature({ accessKey, secretKey: read.secret('secretKey', binding.huawei.secretKey), now });
  }
  const given = binding.openstack;
  const read = reader('openstack');
  const secret = read.secret('secret', given?.secret);
  const identity =
    given?.applicationCredentialId !== undefined
      ? {
          applicationCredentialId: read.text('applicationCredentialId', given.applicationCredentialId),
          secret,
        }
      : {
          username: read.text('username', given?.username),
          password: read.secret('password', given?.password),
          project: read.text('project', given?.project),
          ...read.some('domain', given?.domain),
        };
  return openStackToken({ authUrl: read.text('authUrl', given?.authUrl), identity, ...reaching });
}
