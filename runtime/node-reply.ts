// Hides how an answer is written to a response of Node: no faster than the client takes it, and not at all once the client is gone.
import type { NodeReply } from './node.js';
import type { Outgoing } from './outgoing.js';

/** What is used of `ServerResponse`. */
export interface NodeWritable extends NodeReply {
  statusCode: number;
  off(event: string, listener: () => void): unknown;
  setHeader(name: string, value: string | readonly string[]): unknown;
  flushHeaders(): void;
  write(chunk: Uint8Array): boolean;
  end(chunk?: string | Uint8Array): unknown;
  destroy(): unknown;
}

/** Writes an answer. It never rejects: a body that breaks off breaks the connection off, so that nobody takes what came for the whole. */
export async function sendNode(reply: NodeWritable, { status, headers, body }: Outgoing): Promise<void> {
  reply.statusCode = status;
  headers.forEach((value, name) => {
    reply.setHeader(name, value);
  });
  if (body === null) reply.end();
  else if (body instanceof ReadableStream) await pipe(body, reply);
  else reply.end(body as string | Uint8Array);
}

async function pipe(body: ReadableStream<Uint8Array>, reply: NodeWritable): Promise<void> {
  const reader = body.getReader();
  let go = (): void => {};
  const closed = (): void => {
    reader.cancel().catch(() => undefined);
    go();
  };
  const drained = () => go();
  reply.on('close', closed);
  reply.on('drain', drained);
  try {
    if (reply.destroyed) return closed();
    // Whoever waits for the first item knows meanwhile that there will be some.
    reply.flushHeaders();
    for (let read = await reader.read(); read.value !== undefined; read = await reader.read()) {
      if (!reply.write(read.value) && !reply.destroyed)
        await new Promise<void>((resume) => {
          go = resume;
        });
    }
    reply.end();
  } catch {
    // Told by who made the body.
    reply.destroy();
  } finally {
    reply.off('close', closed);
    reply.off('drain', drained);
  }
}
