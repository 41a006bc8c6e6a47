// Hides what the fields of a form can say: as a text, as JSON, or styled by their encoding (OpenAPI 3.2 §4.15); and what each is read as.
import { writeBody } from '../../runtime/body.js';
import { formOf, mediaKind } from '../../runtime/media-type.js';
import { isStyled } from '../../runtime/style.js';
import type { WireEncoding, WireMedia } from '../../runtime/wire.js';
import { isObject, memberOf } from '../pointer.js';
import { isSayable, memberReadings, readingsOf } from './readings.js';
import type { PlannedBody } from './types.js';
import { ABSENT, changed } from './values/edit.js';
import type { Spot } from './values/spots.js';

/** Whether a form can say a value so that every server reads the same. */
export function isFormSayable({ mediaType, media }: PlannedBody, value: unknown): boolean {
  if (!isObject(value)) return isSayable(value);
  const isSaid = (name: string, field: unknown) => {
    if (field === undefined || isJson(media, name, field)) return field !== undefined;
    const nests = isObject(field);
    return isSayable(field) && (!nests || isDeep(media, name)) && !holdsObjects(field);
  };
  return (
    Object.entries(value).every(([name, field]) => isSaid(name, field)) && isWritable(mediaType, media, value)
  );
}

/** Whether a place is part of a field that is JSON: its type counts, as it does in a body of JSON. */
export function isTyped(media: WireMedia, { root, tokens }: Spot): boolean {
  const [name, ...deeper] = tokens;
  return name !== undefined && deeper.length > 0 && isJson(media, name, memberOf(root, name));
}

/** Everything that a form with another value at one place may be read as; undefined where nobody can say. */
export function formReadings(
  { mediaType, media }: PlannedBody,
  spot: Spot,
  value: unknown,
): unknown[] | undefined {
  const { root, tokens } = spot;
  const [name, ...deeper] = tokens;
  if (name === undefined || !isObject(root)) return memberReadings(spot, value);
  const field = memberOf(root, name);
  const whole = changed(root, tokens, value);
  const written = (readings: unknown[] | undefined) =>
    readings && isWritable(mediaType, media, whole) ? readings : undefined;
  if (isJson(media, name, field) && value !== ABSENT) {
    const isStill = isJson(media, name, memberOf(whole, name));
    return isStill ? written([whole]) : memberReadings(spot, value);
  }
  if (deeper.length === 0 || !isObject(field)) return written(memberReadings(spot, value));
  if (isJson(media, name, field)) return written([whole]);
  if (!isDeep(media, name) || deeper.length > 1) return undefined;
  if (value !== ABSENT) return written(readingsOf(value)?.map((each) => changed(root, tokens, each)));
  // Without its last member a field is empty, or not there.
  const isEmpty = Object.keys(memberOf(whole, name) ?? {}).length === 0;
  return written(isEmpty ? [whole, changed(root, [name], ABSENT)] : [whole]);
}

/**
 * Whether a field is JSON: where its encoding says so, and what nests in a part that says nothing else. What nests in a urlencoded form whose
 * encoding is not stated each server reads in its own way.
 */
function isJson(media: WireMedia, name: string, field: unknown): boolean {
  const how = howOf(media, name);
  if (how && isStyled(how)) return false;
  const stated = how?.contentType;
  if (stated !== undefined) return mediaKind(stated) === 'json' && !Array.isArray(field);
  return formOf(media).kind === 'multipart' && isObject(field);
}

function isDeep(media: WireMedia, name: string): boolean {
  return howOf(media, name)?.style === 'deepObject';
}

function howOf(media: WireMedia, name: string): WireEncoding | undefined {
  const { encoding = {} } = formOf(media);
  return Object.hasOwn(encoding, name) ? encoding[name] : undefined;
}

function holdsObjects(field: unknown): boolean {
  const items: readonly unknown[] = Array.isArray(field)
    ? field
    : isObject(field)
      ? Object.values(field)
      : [];
  return items.some((each) => typeof each === 'object');
}

function isWritable(mediaType: string, media: WireMedia, value: unknown): boolean {
  try {
    writeBody(mediaType, media, value, () => 'specpact');
    return true;
  } catch {
    return false;
  }
}
