// Hides what happens around a run: requests that prepare the system for it, and those that leave it as it was.
import type { BoundRequest, RunOptions, Target } from '../../contract/index.js';
import { Refusal } from './contract-arguments.js';
import { printable } from './print.js';
import type { BoundRun } from './read-bindings.js';

export interface Around {
  readonly target: Target;
  readonly bound: BoundRun;
  /** Added to what contract.yaml has: the values of flags, which are stronger. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Sends the requests of `setUp` one after the other.
 * @returns all variables, those that the answers gave among them
 * @throws Refusal at the first one that fails: what is tried would not be what was meant
 */
export async function setUp(around: Around): Promise<Readonly<Record<string, unknown>>> {
  let variables = { ...around.bound.variables, ...around.variables };
  for (const request of around.bound.setUp) {
    const outcome = await sent(request, around, variables);
    if ('failed' in outcome)
      throw new Refusal(`Set-up ${nameOf(request)} failed: ${hidden(outcome.failed, around)}.`);
    variables = { ...variables, ...outcome.saved };
  }
  return variables;
}

/** Sends the requests of `tearDown`, also after Ctrl-C. @returns a sentence for each that failed */
export async function tearDown(
  around: Around,
  variables: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const complaints: string[] = [];
  const last = { ...around, signal: AbortSignal.timeout(LONGEST) };
  for (const request of around.bound.tearDown) {
    const outcome = await sent(request, last, variables);
    if ('failed' in outcome)
      complaints.push(`Tear-down ${nameOf(request)} failed: ${hidden(outcome.failed, around)}.`);
  }
  return complaints;
}

/** What of a run's options follows from contract.yaml. */
export function credentialsOf({ authentication }: BoundRun): Pick<RunOptions, 'authenticate' | 'secrets'> {
  if (!authentication) return {};
  const { authenticate, secrets } = authentication;
  return { authenticate, secrets };
}

/** Milliseconds for all that comes after a run. */
const LONGEST = 30_000;

async function sent(
  request: BoundRequest,
  { target, bound, timeoutMs, signal }: Around,
  variables: Readonly<Record<string, unknown>>,
) {
  const { sendBound } = await import('../../contract/index.js');
  const bounds = { timeoutMs, maxBytes: 16 * 1024 * 1024 };
  const { headers } = bound;
  return sendBound(request, { target, bounds, signal, variables, headers, ...credentialsOf(bound) });
}

function nameOf({ name, request }: BoundRequest): string {
  return printable(name ?? request);
}

/** What a server said may repeat what it was sent. */
function hidden(text: string, { bound }: Around): string {
  const secrets = bound.authentication?.secrets ?? [];
  return printable(secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text));
}
