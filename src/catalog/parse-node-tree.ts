/** A value in a `pg_node_tree`: a word, a node, a list, or undefined for `<>`. */
export type NodeValue = string | TreeNode | readonly NodeValue[] | undefined;

export interface TreeNode {
  /** `QUERY`, `VAR`, `OPEXPR` … */
  readonly tag: string;
  /** By their names without the colon. Of a value of several words, such as a constant's bytes, the first one. */
  readonly fields: ReadonlyMap<string, NodeValue>;
}

/**
 * Reads the text of a `pg_node_tree`, PostgreSQL's form of a stored query. It knows no kinds of node, so those of later
 * servers do it no harm. Source: `src/backend/nodes/read.c` and `outfuncs.c`.
 */
export function parseNodeTree(text: string): NodeValue {
  const words = wordsOf(text);
  let position = 0;
  const next = (): string => words[position++] ?? ')';

  const value = (): NodeValue => {
    const word = next();
    if (word === '{') return node();
    if (word === '(') return list();
    return word === '<>' ? undefined : word;
  };

  const node = (): TreeNode => {
    const tag = next();
    const fields = new Map<string, NodeValue>();
    while (position < words.length) {
      const name = next();
      if (name === '}') break;
      // A field always has a value, and that may start with a colon: the name of a column.
      if (name.startsWith(':')) fields.set(name.slice(1), value());
    }
    return { tag, fields };
  };

  const list = (): readonly NodeValue[] => {
    const items: NodeValue[] = [];
    while (position < words.length) {
      if (words[position] === ')') {
        position += 1;
        break;
      }
      items.push(value());
    }
    return items;
  };

  return value();
}

/** Words are parted by blanks; a backslash takes the meaning from the next character. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[(){}]|(?:\\[\s\S]|[^\s(){}\\])+/g) ?? [];
}
