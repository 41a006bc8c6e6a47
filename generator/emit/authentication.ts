// Hides which ways to authenticate stand beside a client: those that the security schemes of its document can use, and what is said of them.
import { providersOf } from '../model/security.js';
import type { ApiModel, AuthProvider, SecurityScheme } from '../model/types.js';
import type { EmitOptions, GeneratedFile } from './emitter.js';
import { render } from './handlebars.js';
import { header } from './header.js';
import { comment, key } from './tokens.js';

/** What each provider exports: the function, and the type of what it takes. */
const EXPORTS: Readonly<Record<AuthProvider, readonly [name: string, options?: string]>> = {
  'api-key': ['apiKey'],
  basic: ['basic'],
  bearer: ['bearer'],
  'client-credentials': ['clientCredentials', 'ClientCredentials'],
  'huawei-signature': ['huaweiSignature', 'HuaweiCredentials'],
  'openstack-token': ['openStackToken', 'OpenStackCredentials'],
  'scp-signature': ['scpSignature', 'ScpCredentials'],
};
/** Each proves more than one scheme, or another than the document describes: none stands for a scheme by itself. */
const WHOLE: readonly AuthProvider[] = ['scp-signature', 'huawei-signature'];

/** The files of the runtime that `auth.ts` imports. */
export function authRuntime(providers: readonly AuthProvider[]): string[] {
  return providers.map((provider) => `auth/${provider}.ts`);
}

/** A file of its own: not every document has security schemes. */
export function authOf(model: ApiModel, options: EmitOptions): GeneratedFile[] {
  const providers = providersOf(model.securitySchemes);
  if (providers.length === 0) return [];
  const views = providers.map((provider) => {
    const [name, type] = EXPORTS[provider];
    const schemes = model.securitySchemes.filter((scheme) => scheme.providers.includes(provider));
    const of = schemes.map((scheme) => `\`${scheme.key}\`${urlOf(scheme, provider)}`).join(', ');
    return {
      doc: comment([
        WHOLE.includes(provider) ? 'As `authenticate`: it signs every request.' : `A credential for ${of}.`,
      ]),
      names: type === undefined ? name : `type ${type}, ${name}`,
      module: `${options.runtime}/auth/${provider}.js`,
    };
  });
  const view = { header: header(options.source), runtime: options.runtime, providers: views };
  return [{ path: 'auth.ts', text: render('client/auth.ts', view) }];
}

function urlOf({ tokenUrl }: SecurityScheme, provider: AuthProvider): string {
  return provider === 'client-credentials' && tokenUrl !== undefined ? `, with tokens of ${tokenUrl}` : '';
}

/** What the type of a client's options says of credentials. */
export function describeSchemes(model: ApiModel): string {
  const { securitySchemes } = model;
  const keyed = securitySchemes.map((scheme) => {
    const ways = scheme.providers
      .filter((provider) => provider !== 'api-key' && !WHOLE.includes(provider))
      .map((provider) => `\`${EXPORTS[provider][0]}(…)\``);
    const from = ways.length > 0 ? `, or ${ways.join(' or ')} of "auth.js"` : '';
    return `- \`${key(scheme.key)}\`: ${placeOf(scheme)}${from}`;
  });
  const signers = providersOf(model.securitySchemes).filter((provider) => WHOLE.includes(provider));
  const signed = signers.map((provider) => `\`authenticate: ${EXPORTS[provider][0]}(…)\``).join(' or ');
  return comment([
    ...(keyed.length > 0
      ? ['What a client is made with. Its `credentials`, by security scheme:', ...keyed]
      : []),
    ...(signed === '' ? [] : [`Instead of them ${signed} of "auth.js" signs every request.`]),
  ]);
}

function placeOf({ type, in: where, name, scheme }: SecurityScheme): string {
  if (type === 'apiKey') return `the ${where === 'query' ? 'query parameter' : where} ${name}`;
  if (type === 'mutualTLS') return 'the certificate of the connection';
  return scheme === 'basic' ? '`user:password`' : 'a bearer token';
}
