// Hides nothing: what contract.yaml may say, once its shape is known to be right. Types only.

/** A value that is written out, stands in the environment, or is a whole file (without the line end at its end). */
export type Given =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | { readonly env: string; readonly default?: string }
  | { readonly file: string };

/** What a real system needs before the documented requests make sense there. */
export interface Bindings {
  /** Parameter name → what is sent instead of the documented value; also `{name}` in the requests below. */
  readonly variables?: Readonly<Record<string, Given>>;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, Given>>;
  /** Name of a security scheme → how its credentials are had. */
  readonly auth?: Readonly<Record<string, AuthBinding>>;
  /** Before the first case, in order; one that fails ends the run before it begins. */
  readonly setUp?: readonly BoundRequest[];
  /** After the last case, in order, whatever happened. */
  readonly tearDown?: readonly BoundRequest[];
}

/** One of these. */
export interface AuthBinding {
  readonly apiKey?: Given;
  readonly bearer?: Given;
  readonly basic?: { readonly username: Given; readonly password: Given };
  readonly clientCredentials?: {
    readonly tokenUrl: Given;
    readonly clientId: Given;
    readonly clientSecret: Given;
    readonly scopes?: readonly string[];
    readonly credentialsIn?: 'header' | 'body';
  };
  readonly scp?: {
    readonly accessKey: Given;
    readonly secretKey: Given;
    readonly accountId?: Given;
    readonly clientType?: Given;
  };
  readonly huawei?: { readonly accessKey: Given; readonly secretKey: Given };
  readonly openstack?: {
    readonly authUrl: Given;
    readonly applicationCredentialId?: Given;
    readonly secret?: Given;
    readonly username?: Given;
    readonly password?: Given;
    readonly domain?: Given;
    readonly project?: Given;
  };
}

export interface BoundRequest {
  /** What it is called in messages; its method and path by default. */
  readonly name?: string;
  /** `POST /v3/{project_id}/volumes`, below the base URL. */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The status that it must have; any success by default. */
  readonly status?: number;
  /** Variable → where in the answer its value stands: `/volume/id` in the body, or `header Location`. */
  readonly save?: Readonly<Record<string, string>>;
}

/** Something in contract.yaml that cannot be had. */
export interface BindingProblem {
  /** JSON pointer into contract.yaml. */
  readonly pointer: string;
  readonly message: string;
  readonly hint: string;
}
