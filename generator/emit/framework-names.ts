// Hides which frameworks a server can be put into. It imports nothing: what only asks for their names loads no emitter.

/** By the name of the package, of the file and of the target, which are one: the runtime files that it needs beside those of the server. */
export const FRAMEWORK_RUNTIMES: Readonly<Record<string, readonly string[]>> = {
  hono: ['mount.ts'],
  fastify: ['mount.ts', 'node.ts'],
  express: ['mount.ts', 'node.ts', 'node-reply.ts'],
};

/** Packages that some emitters' files import, in the order of the emitters. */
export const FRAMEWORKS: readonly string[] = Object.keys(FRAMEWORK_RUNTIMES);
