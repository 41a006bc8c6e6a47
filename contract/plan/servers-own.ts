// Hides which members of an item are the server's own affair, by their names.

/**
 * Members that the server decides on, or that pass: states, times of its own, versions, links; secrets, which it does not show.
 * A documented pair that repeats such a member says otherwise, and nobody relies on it.
 */
export function isServers(name: string): boolean {
  return SERVERS.test(name);
}

const SERVERS =
  /^(status|state|phase|progress|provisioning_?state|lifecycle_?state|etag|_?version|revision|generation|resource_?version|self|href|_?links?|meta|metadata_version|password|passwd|secret|pin|token|.*_(token|secret|password)|.*(Token|Secret|Password)|(created|updated|modified|modification|creation|changed|deleted|accessed|last|seen)([_-]?[A-Z].*|[_-].*)?|(created|updated|modified)(at|on|by)|.*_(hits|views|reads|downloads)|hits|views|reads|visits|downloads|uptime|age|ttl)$/;
