import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The key under which an answer holds the type of each row that a field of an abstract type gives. */
export const typeKey = '__pillionType';

/** The document, asking for the type of whatever has an abstract one, since the client may not. */
export function withTypeNames(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const typeInfo = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node): FieldNode | undefined {
        const type = getNamedType(typeInfo.getType());
        if (node.selectionSet === undefined || !isAbstractType(type)) return undefined;
        const { selections } = node.selectionSet;
        return { ...node, selectionSet: { ...node.selectionSet, selections: [typeName, ...selections] } };
      },
    }),
  );
}

const typeName: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: typeKey },
  name: { kind: Kind.NAME, value: '__typename' },
};
