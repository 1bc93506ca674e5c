import type { FormattedExecutionResult } from 'graphql';
import { JsonText } from './json-text.js';

/** The body of a response: as Apollo Server writes it, but a `JsonText` goes in as it is. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const { data, errors, extensions } = result;
  if (!(data instanceof JsonText)) return `${JSON.stringify(result)}\n`;
  if (errors === undefined && extensions === undefined) return `{"data":${data.text}}\n`;
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${data.text}${after}}\n`;
}
