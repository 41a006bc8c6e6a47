// Hides how the implementation is reached: its URL, the proxy of the environment, and whose certificates are trusted.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Target } from '../../contract/index.js';
import { readFailure } from '../source.js';
import { Refusal } from './contract-arguments.js';
import type { Io } from './io.js';

type Kit = typeof import('../../contract/index.js');

export interface Reach {
  readonly baseUrl: string;
  /** A file of certificates (PEM) that are trusted beside the usual ones. */
  readonly cacert?: string;
  /** True: any certificate will do. */
  readonly insecure?: boolean;
}

/** @throws Refusal where the URL, the proxy's or the certificates cannot be used */
export async function targetOf({ baseUrl, cacert, insecure }: Reach, io: Io, kit: Kit): Promise<Target> {
  const proxy = kit.proxySettings(io.env);
  const trusted = cacert === undefined ? undefined : certificates(cacert, io.cwd);
  try {
    // Before anything else is looked at: the URL is what is most often wrong.
    const target = kit.httpTarget(baseUrl);
    if (!proxy && trusted === undefined && insecure !== true) return target;
    const transport = await kit.connectedTransport({
      ...(trusted !== undefined && { trusted }),
      ...(insecure !== undefined && { insecure }),
      ...(proxy && { proxy }),
    });
    return kit.httpTarget(baseUrl, transport);
  } catch (cause) {
    if (cause instanceof TypeError) throw new Refusal(cause.message);
    throw cause;
  }
}

function certificates(path: string, cwd: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), 'utf8');
  } catch (cause) {
    throw new Refusal(`--cacert ${path} cannot be read: ${readFailure(cause)}.`);
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new Refusal(`--cacert ${path} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`);
}
