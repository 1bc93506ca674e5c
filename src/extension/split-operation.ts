import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type NameNode,
  type OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { entityUnionName } from '../typesystem/federation-types.js';
import { fieldMeaningOf, tableOf } from '../typesystem/field-meaning.js';

/** An operation, part by part: what one statement reads, and what is left to the host's resolvers. */
export interface SplitOperation {
  /** False if the host's fields have no part in it. */
  readonly touched: boolean;
  readonly kind: OperationTypeNode;
  /** True if a field of the host's may give rows of the database. */
  readonly givesRows: boolean;
  /** For planning: the whole operation, asking for the type of each row whose resolvers have to know it. */
  readonly statementDocument: DocumentNode;
  /** For graphql-js: fields without the host's part in them are `__typename`, in whose place their text is written. */
  readonly executedDocument: DocumentNode;
  /** The selection of a field, of either document, as it is planned. */
  readonly plannedSelection: (node: FieldNode) => SelectionSetNode | undefined;
}

/** The key of a row's type in the answer; no response key of a client's is like it. */
export const typeKey = '$type';

/** @returns undefined if the document has no operation of that name. */
export function splitOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): SplitOperation | undefined {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (operation == null || root == null) return undefined;
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const found = findTouched(schema, fragments, operation.selectionSet, root);
  const planned = new WeakMap<FieldNode, SelectionSetNode>();
  const split = createSplit(schema, found.keys, planned);
  const whole = split(operation.selectionSet, root);
  const used = [...found.fragments].flatMap((name) => fragments.get(name) ?? []);
  const parts = used.map((fragment) => {
    const type = schema.getType(fragment.typeCondition.name.value);
    return { fragment, selections: split(fragment.selectionSet, type as GraphQLCompositeType) };
  });
  const documentOf = (side: keyof Split): DocumentNode => ({
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, selectionSet: whole[side] },
      ...parts.map(({ fragment, selections }) => ({ ...fragment, selectionSet: selections[side] })),
    ],
  });
  return {
    touched: found.touched,
    kind: operation.operation,
    givesRows: found.givesRows,
    statementDocument: documentOf('statement'),
    executedDocument: documentOf('executed'),
    plannedSelection: (node) => planned.get(node),
  };
}

interface Touched {
  readonly touched: boolean;
  /** Response keys of the host's fields, and of those above them. */
  readonly keys: ReadonlySet<string>;
  readonly givesRows: boolean;
  readonly fragments: ReadonlySet<string>;
}

/**
 * Fields of one response key are executed as one, so that all fields that share the key of a touched one are touched:
 * too many at worst, and that is slower, but never wrong.
 */
function findTouched(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  selectionSet: SelectionSetNode,
  root: GraphQLCompositeType,
): Touched {
  const keys = new Set<string>();
  const known = new Map<string, boolean>();
  let givesRows = false;
  const isTouched = (selection: SelectionNode, parent: GraphQLCompositeType): boolean => {
    switch (selection.kind) {
      case Kind.FIELD: {
        const { host, type } = fieldIn(schema, parent, selection.name.value);
        const below = selection.selectionSet && type && anyTouched(selection.selectionSet, type);
        if (!host && below !== true) return false;
        if (host && type !== undefined && tableOf(type) !== undefined) givesRows = true;
        keys.add(responseKeyOf(selection).value);
        return true;
      }
      case Kind.INLINE_FRAGMENT:
        return anyTouched(selection.selectionSet, conditionOf(schema, selection.typeCondition?.name.value, parent));
      case Kind.FRAGMENT_SPREAD: {
        const name = selection.name.value;
        const before = known.get(name);
        const fragment = fragments.get(name);
        if (before !== undefined || fragment === undefined) return before ?? false;
        known.set(name, false);
        const condition = conditionOf(schema, fragment.typeCondition.name.value, parent);
        const touched = anyTouched(fragment.selectionSet, condition);
        known.set(name, touched);
        return touched;
      }
    }
  };
  const anyTouched = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType): boolean =>
    selections.map((selection) => isTouched(selection, parent)).includes(true);
  const touched = anyTouched(selectionSet, root);
  return { touched, keys, givesRows, fragments: new Set(known.keys()) };
}

interface Split {
  readonly statement: SelectionSetNode;
  readonly executed: SelectionSetNode;
}

function createSplit(
  schema: GraphQLSchema,
  touched: ReadonlySet<string>,
  planned: WeakMap<FieldNode, SelectionSetNode>,
) {
  const splitSelection = (selection: SelectionNode, parent: GraphQLCompositeType): Sides<SelectionNode> => {
    switch (selection.kind) {
      case Kind.FRAGMENT_SPREAD:
        return { statement: selection, executed: selection };
      case Kind.INLINE_FRAGMENT: {
        const { statement, executed } = split(
          selection.selectionSet,
          conditionOf(schema, selection.typeCondition?.name.value, parent),
        );
        return {
          statement: { ...selection, selectionSet: statement },
          executed: { ...selection, selectionSet: executed },
        };
      }
      case Kind.FIELD:
        return splitField(selection, parent);
    }
  };
  const splitField = (node: FieldNode, parent: GraphQLCompositeType): Sides<FieldNode> => {
    if (!touched.has(responseKeyOf(node).value)) return { statement: node, executed: placeholder(node) };
    const { type } = fieldIn(schema, parent, node.name.value);
    if (node.selectionSet === undefined || type === undefined) return { statement: node, executed: node };
    const sides = split(node.selectionSet, type);
    const selectionSet = isRowsOfSeveral(type) ? withTypeName(sides.statement) : sides.statement;
    const executed = { ...node, selectionSet: sides.executed };
    planned.set(node, selectionSet).set(executed, selectionSet);
    return { statement: { ...node, selectionSet }, executed };
  };
  const split = (set: SelectionSetNode, parent: GraphQLCompositeType): Split => {
    const sides = set.selections.map((selection) => splitSelection(selection, parent));
    return {
      statement: { ...set, selections: sides.map(({ statement }) => statement) },
      executed: { ...set, selections: sides.map(({ executed }) => executed) },
    };
  };
  return split;
}

/** Unions are the host's, but for the one of a subgraph's entities. */
function isRowsOfSeveral(type: GraphQLCompositeType): boolean {
  return isAbstractType(type) && (!isUnionType(type) || type.name === entityUnionName);
}

interface Sides<Node> {
  readonly statement: Node;
  readonly executed: Node;
}

/** Under the same conditions and the same key. */
function placeholder(node: FieldNode): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: responseKeyOf(node),
    name: { kind: Kind.NAME, value: '__typename' },
    directives: node.directives ?? [],
    ...(node.loc && { loc: node.loc }),
  };
}

function withTypeName(set: SelectionSetNode): SelectionSetNode {
  const typeName: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: typeKey },
    name: { kind: Kind.NAME, value: '__typename' },
  };
  return { ...set, selections: [typeName, ...set.selections] };
}

function responseKeyOf({ alias, name }: FieldNode): NameNode {
  return alias ?? name;
}

function conditionOf(
  schema: GraphQLSchema,
  condition: string | undefined,
  parent: GraphQLCompositeType,
): GraphQLCompositeType {
  const type = condition === undefined ? undefined : schema.getType(condition);
  return isCompositeType(type) ? type : parent;
}

interface FieldIn {
  /** True if it is the host's, in any type that the parent may be. */
  readonly host: boolean;
  /** Undefined for a field without parts. */
  readonly type: GraphQLCompositeType | undefined;
}

/** `__typename`, `__schema` and `__type` are no fields of a type. */
function fieldIn(schema: GraphQLSchema, parent: GraphQLCompositeType, name: string): FieldIn {
  const types = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
  const fields = types.flatMap((type) => type.getFields()[name] ?? []);
  const type =
    fields[0] && getNamedType(isUnionType(parent) ? fields[0].type : (parent.getFields()[name] ?? fields[0]).type);
  return {
    host: fields.some((field) => (fieldMeaningOf(field)?.kind ?? 'extension') === 'extension'),
    type: isCompositeType(type) ? type : undefined,
  };
}
