// Hides whether the list of versions is asked for: once, where family.yaml says how the provider gives it.
import { discoveryId } from './case-id.js';
import type { DiscoveryCase, PlanSettings, Subject } from './types.js';

/** No operation of a document is called so. */
const OPERATION = '(discovery)';

/** @param subject the newest version that is tried, under which the case stands */
export function discoveryCase(
  subject: Subject | undefined,
  { family, headers = {} }: PlanSettings,
): DiscoveryCase[] {
  const discovery = family?.family.discovery;
  if (!subject || !family || !discovery) return [];
  const { model } = subject;
  const { family: name, id } = model.version;
  const ref = {
    id: discoveryId(model),
    phase: 'discovery',
    ...(name !== undefined && { family: name }),
    version: id,
    operationId: OPERATION,
    operation: `GET ${discovery.path} (list of versions)`,
    example: 'versions',
    source: '/discovery',
  } as const;
  const { locate } = family;
  return [{ ref, subject: { model, ...(locate && { locate }) }, discovery, under: family, headers }];
}
