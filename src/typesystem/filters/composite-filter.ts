import { type GraphQLInputFieldConfigMap, GraphQLInputObjectType } from 'graphql';
import type { CompositeType, DataType } from '../../model/data-type.js';
import type { Names } from '../../naming/names.js';
import { isNullField, partField } from './operator-field.js';

/** `AddressFilter`: a field for each attribute of a composite type, with the filter of its type. */
export function compositeFilter(
  name: string,
  type: CompositeType,
  names: Names,
  filterOf: (type: DataType) => GraphQLInputObjectType,
): GraphQLInputObjectType {
  return new GraphQLInputObjectType({
    name,
    description: 'Conditions on the parts of a value; all that are given must hold.',
    fields: () => {
      // An attribute that is itself named so stands before the test for null.
      const fields: GraphQLInputFieldConfigMap = { ...isNullField };
      for (const attribute of type.attributes) {
        const field = names.attributes.get(type.oid)?.get(attribute.name) ?? attribute.name;
        fields[field] = partField(
          { kind: 'attribute', name: attribute.name },
          attribute.type,
          filterOf(attribute.type),
          null,
        );
      }
      return fields;
    },
  });
}
