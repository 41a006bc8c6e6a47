// Hides the planted mistake of the README's tour: a create that forgets the name it was given.

type Handler = (request: Request) => Promise<Response>;

export function forgetful(handle: Handler): Handler {
  return async (request) => {
    const response = await handle(request);
    if (response.status !== 202) return response;
    const body = (await response.json()) as Record<string, unknown>;
    return Response.json({ ...body, name: 'unnamed' }, { status: 202, headers: response.headers });
  };
}
