/**
 * JSON text with line breaks, every value as it stands: a number is never parsed, so no digit is lost. Objects and
 * lists that fit on a line stay on one.
 */
export function printJson(text: string, indent = ''): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g) ?? [];
  let index = 0;
  const value = (margin: string): string => {
    const token = tokens[index++] ?? '';
    if (token !== '{' && token !== '[') return token;
    const close = token === '{' ? '}' : ']';
    const inner = `${margin}  `;
    const parts: string[] = [];
    while (tokens[index] !== close) {
      if (tokens[index] === ',') index++;
      if (token === '{') {
        const key = tokens[index++] ?? '';
        index++;
        parts.push(`${key}: ${value(inner)}`);
      } else parts.push(value(inner));
    }
    index++;
    const line = `${token}${token === '{' && parts.length > 0 ? ' ' : ''}${parts.join(', ')}${token === '{' && parts.length > 0 ? ' ' : ''}${close}`;
    if (line.length + margin.length <= 100 && !line.includes('\n')) return line;
    return `${token}\n${parts.map((part) => inner + part).join(',\n')}\n${margin}${close}`;
  };
  return value(indent);
}
