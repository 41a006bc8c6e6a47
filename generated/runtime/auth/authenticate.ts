// Hides nothing: what every way of proving who one is has in common. Types only.

/**
 * Puts credentials on a request that is ready to be sent; its URL, method and body are final. Gives a new request and leaves the given one
 * alone. What it adds is never part of an error.
 */
export type Authenticate = (request: Request) => Promise<Request>;

/** The clock of a signature; the platform's by default. */
export type Clock = () => Date;
