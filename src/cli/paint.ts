import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** The text in colours or weights where the stream is a terminal and nobody has asked for none (https://no-color.org). */
export function paint(stream: NodeJS.WriteStream, style: Style, text: string): string {
  return isColourful(stream) ? styleText(style, text) : text;
}

function isColourful(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, TERM } = process.env;
  return stream.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
}
