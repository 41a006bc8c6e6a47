// Hides how answers are read that are neither JSON nor text: forms, parts, bytes and streams; and headers that are no texts.
import { readHeader } from './decode.js';
import { readBody, textValue } from './decode-body.js';
import { itemsOf } from './items.js';
import { isStream } from './media-type.js';
import { decoderOf, readPlainBody } from './plain-answer.js';
import { type AnswerCodecs, parsed, wholeText } from './result.js';
import { plain } from './shape.js';
import { withJudged } from './text-headers.js';

export const readHeaders: NonNullable<AnswerCodecs['readHeaders']> = (documented, headers) =>
  withJudged(
    Object.entries(documented).map(([name, { schema = true, ...styled }]) => [
      name,
      readHeader({ name, in: 'header', ...styled }, headers, plain.of(schema)),
    ]),
  );

export const readAnyBody: NonNullable<AnswerCodecs['readBody']> = async (response, form, reading) => {
  const { operation, limit, signal, validator, judge } = reading;
  const { kind } = form;
  if (isStream(kind))
    return itemsOf(response, {
      operation,
      kind,
      limit,
      ...(validator && { validator }),
      ...(signal && { signal }),
    });
  if (kind === 'binary' || kind === 'text') return readPlainBody(response, form, reading);
  const shape = plain.of(form.schema);
  if (kind === 'multipart') {
    const [bytes, sent] = [
      new Uint8Array(await response.arrayBuffer()),
      response.headers.get('content-type') ?? '',
    ];
    const { value, judged } = await parsed(response, reading, 'made of parts', () =>
      readBody(bytes, form, sent, shape),
    );
    await judge(validator?.violations(judged, '/body'));
    return value;
  }
  const text = await wholeText(response, reading, decoderOf(response));
  const value = await parsed(response, reading, 'a form', () => textValue(text, form, shape), text);
  await judge(validator?.violations(value, '/body'), text);
  return value;
};
