import { getEnterLeaveForKind, Kind, KnownTypeNamesRule, specifiedRules, type ValidationRule } from 'graphql';

/**
 * graphql-js's `KnownTypeNames`, begun only for a document that names a type which the schema does not have. It asks the
 * schema for all types before it looks at the document, and to find those costs more than all else of a first answer.
 */
const knownTypeNames: ValidationRule = (context) => ({
  NamedType(node, ...place) {
    if (context.getSchema().getType(node.name.value) !== undefined) return;
    getEnterLeaveForKind(KnownTypeNamesRule(context), Kind.NAMED_TYPE).enter?.call(this, node, ...place);
  },
});

/** The rules of GraphQL's specification, in graphql-js's order, with its messages. */
export const validationRules: readonly ValidationRule[] = specifiedRules.map((rule) =>
  rule === KnownTypeNamesRule ? knownTypeNames : rule,
);
