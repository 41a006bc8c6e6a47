// Hides where a replay finds what it needs of a family: its documents, its sample server, and when each version was alive.
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { type Plan, plan, type Subject } from '../../contract/index.js';
import { createApp as huaweiV5 } from '../../generated/huawei-evs/v5/hono.js';
import { createApp as cinderV3 } from '../../generated/openstack-cinder/3.70/hono.js';
import { createApp as scalewayV1 } from '../../generated/scaleway-instance/v1/hono.js';
import { createApp as scp10 } from '../../generated/scp-virtualserver/1.0/hono.js';
import { createApp as scp11 } from '../../generated/scp-virtualserver/1.1/hono.js';
import { createApp as scp12 } from '../../generated/scp-virtualserver/1.2/hono.js';
import { createApp as scp13 } from '../../generated/scp-virtualserver/1.3/hono.js';
import type { ApiModel } from '../../generator/model/types.js';
import { loadFamily } from '../../generator/pipeline.js';
import * as cinder from './servers/cinder.js';
import * as huawei from './servers/huawei.js';
import * as scaleway from './servers/scaleway.js';
import * as scp from './servers/scp.js';
import type { World } from './servers/world.js';

export type Server = (request: Request) => Promise<Response>;

export interface SampleVersion {
  readonly id: string;
  /** An instant at which the version was alive. */
  readonly alive: Date;
  /** The generated Hono app of this version alone: no other version, no lifecycle. */
  readonly app: (world: World) => Hono;
}

export interface SampleFamily {
  readonly name: string;
  readonly createServer: (world: World) => Server;
  readonly versions: readonly SampleVersion[];
}

export const FAMILIES: readonly SampleFamily[] = [
  {
    name: 'scp-virtualserver',
    createServer: scp.createServer,
    versions: [
      { id: '1.3', alive: at('2026-11-20'), app: (world) => scp13(scp.versionOptions(world)['1.3']) },
      { id: '1.2', alive: at('2026-08-01'), app: (world) => scp12(scp.versionOptions(world)['1.2']) },
      { id: '1.1', alive: at('2026-05-01'), app: (world) => scp11(scp.versionOptions(world)['1.1']) },
      { id: '1.0', alive: at('2025-12-01'), app: (world) => scp10(scp.versionOptions(world)['1.0']) },
    ],
  },
  {
    name: 'huawei-evs',
    createServer: huawei.createServer,
    versions: [
      { id: 'v5', alive: at('2026-11-20'), app: (world) => huaweiV5(huawei.versionOptions(world).v5) },
    ],
  },
  {
    name: 'openstack-cinder',
    createServer: cinder.createServer,
    versions: [
      { id: '3.70', alive: at('2026-11-20'), app: (world) => cinderV3(cinder.versionOptions(world)['3.70']) },
    ],
  },
  {
    name: 'scaleway-instance',
    createServer: scaleway.createServer,
    versions: [
      { id: 'v1', alive: at('2026-11-20'), app: (world) => scalewayV1(scaleway.versionOptions(world).v1) },
    ],
  },
];

function at(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/**
 * A server that meets every request in the world that the documents describe. Each documented example is an exchange of its
 * own: the one that deletes a snapshot must not take it from the one that exports it.
 */
export function freshFor(family: SampleFamily, now: Date): Server {
  return (request) => family.createServer({ now: () => now })(request);
}

/** The same for one version alone. Cheap, since nothing of a lifecycle is worked out: for tests that break a thousand answers. */
export function freshAlone({ app, alive }: SampleVersion): Server {
  return async (request) => app({ now: () => alive }).fetch(request);
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The versions of a family as subjects of a run, newest first. */
export async function subjectsOf(name: string): Promise<readonly Subject[]> {
  const { value, diagnostics } = await loadFamily(`specs/${name}/family.yaml`, { cwd: root });
  if (!value) throw new Error(diagnostics.map((each) => each.message).join('\n'));
  return value.models.map((model, index) => {
    const spec = value.specs[index];
    return { model, ...(spec && { locate: (pointer: string) => spec.locate(pointer) }) };
  });
}

/** The documented examples of one version as a plan. */
export function planFor(subjects: readonly Subject[], version: string): Plan {
  return plan(
    subjects.filter(({ model }) => model.version.id === version),
    { phases: ['examples'] },
  );
}

export function modelOf(subjects: readonly Subject[], version: string): ApiModel {
  const found = subjects.find(({ model }) => model.version.id === version);
  if (!found) throw new Error(`There is no version ${version}.`);
  return found.model;
}
