import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode, valueFromASTUntyped, visit } from 'graphql';
import { geometryFault } from './geometry-fault.js';

/** PostGIS's `geometry` and `geography`: a geometry of GeoJSON. */
export const geoJsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'GeoJSON',
  description:
    'A geometry as GeoJSON (PostGIS `geometry` and `geography`): `{ type: "Point", coordinates: [5.3, 60.4] }`. Longitude comes first. Coordinates are those of WGS 84 unless the member `crs` says else.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc7946',
  serialize: (value) => value,
  parseValue: (value) => readOrRefuse(value),
  parseLiteral(node) {
    visit(node, {
      enter(part) {
        if (part.kind === Kind.VARIABLE || part.kind === Kind.ENUM) {
          throw refuse(
            `${print(part)} is neither a string nor a number: write the whole geometry as one variable.`,
            part,
          );
        }
      },
    });
    return readOrRefuse(valueFromASTUntyped(node), node);
  },
});

function readOrRefuse(value: unknown, node?: ValueNode): unknown {
  const fault = geometryFault(value);
  if (fault !== undefined) throw refuse(fault, node);
  return value;
}

function refuse(fault: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(`GeoJSON cannot represent this: ${fault}`, {
    ...(node && { nodes: node }),
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
