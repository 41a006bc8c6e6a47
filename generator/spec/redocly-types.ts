// Hides a slip in Redocly's tables of 3.2: it looks for a type called `string` in the device flow, finds none, and gives up on the whole document.
import type { Plugin } from '@redocly/openapi-core';

type Types = ReturnType<NonNullable<NonNullable<Plugin['typeExtension']>['oas3']>>;

/** Scopes are texts there as in every other flow. */
export const DEVICE_FLOW: Plugin = {
  id: 'device-flow',
  typeExtension: {
    oas3: (types: Types): Types => {
      const { DeviceAuthorization: flow } = types;
      if (!flow) return types;
      const scopes = { name: 'ScopesMap', properties: {}, additionalProperties: { type: 'string' as const } };
      return { ...types, DeviceAuthorization: { ...flow, properties: { ...flow.properties, scopes } } };
    },
  },
};
