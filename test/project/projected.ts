// Hides how a test projects a document that it holds as a value.
import { project } from '../../generator/project/project.js';
import { Origins } from '../../generator/spec/origins.js';
import { bundledSource } from '../../generator/spec/sources.js';

export function projected(document: unknown, version: string): unknown {
  return project(bundledSource(document), { version }).applied(document, new Origins());
}
