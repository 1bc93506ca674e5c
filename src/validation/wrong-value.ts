import { type ASTNode, BREAK, type GraphQLError, isValueNode, Kind, parse, visit } from 'graphql';

/**
 * The message of a validation error about a value that is written in the document, with the argument before it:
 * `tracks.where.milliseconds.eq: Int cannot represent non-integer value: "x"`. Undefined for an error about anything
 * else. graphql-js tells the place of the value and no more, so the document is read once again.
 */
export function wrongValueMessage(error: GraphQLError): string | undefined {
  const [node] = error.nodes ?? [];
  const start = node?.loc?.start;
  if (node === undefined || start === undefined || error.source === undefined) return undefined;
  if (!isValueNode(node) && node.kind !== Kind.OBJECT_FIELD) return undefined;
  let argument: string | undefined;
  visit(parse(error.source.body), {
    enter(candidate, _key, parent, _path, ancestors) {
      if (candidate.kind !== node.kind || candidate.loc?.start !== start) return undefined;
      argument = argumentOf([...ancestors, ...(parent === undefined ? [] : [parent]), candidate]);
      return BREAK;
    },
  });
  return messageAt(argument, error);
}

function messageAt(argument: string | undefined, { message }: GraphQLError): string | undefined {
  return argument === undefined ? undefined : `${argument}: ${message}`;
}

/** Undefined outside of a field's arguments: the value belongs to a directive or is a variable's default. */
function argumentOf(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string | undefined {
  const names: string[] = [];
  if (!ancestors.some((ancestor) => 'kind' in ancestor && ancestor.kind === Kind.ARGUMENT)) return undefined;
  ancestors.forEach((ancestor, index) => {
    if (!('kind' in ancestor)) return;
    const parent = ancestors[index + 1];
    switch (ancestor.kind) {
      case Kind.FIELD:
        names.push(ancestor.alias?.value ?? ancestor.name.value);
        break;
      case Kind.ARGUMENT:
      case Kind.OBJECT_FIELD:
        names.push(ancestor.name.value);
        break;
      case Kind.LIST: {
        const item = ancestors[index + 2];
        const position = Array.isArray(parent) ? (parent as readonly unknown[]).indexOf(item) : -1;
        if (position >= 0) names[names.length - 1] = `${names.at(-1) ?? ''}[${position}]`;
        break;
      }
      case Kind.DIRECTIVE:
        names.push(`@${ancestor.name.value}`);
    }
  });
  return names.join('.');
}
