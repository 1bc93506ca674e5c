/** A geometry of GeoJSON that has no fault. */
export type Geometry =
  SimpleGeometry | { readonly type: 'GeometryCollection'; readonly geometries: readonly Geometry[] };

export interface SimpleGeometry {
  readonly type: Exclude<keyof typeof shapes, 'GeometryCollection'>;
  readonly coordinates: Coordinates;
}

/** Positions, or lists of them, as deep as the type of the geometry has it. */
export type Coordinates = readonly (number | Coordinates)[];

/** What is wrong with a geometry of GeoJSON as its specification has it; undefined for nothing. */
export function geometryFault(value: unknown): string | undefined {
  const sizes = new Set<number>();
  const fault = faultIn(value, sizes, 0);
  if (fault !== undefined) return fault;
  return sizes.size > 1 ? 'some of its positions have two numbers, some three.' : undefined;
}

/** PostgreSQL's stack bears more. */
const deepest = 16;

function faultIn(value: unknown, sizes: Set<number>, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'a geometry is an object.';
  const { type, coordinates, geometries } = value as Record<string, unknown>;
  if (type === 'GeometryCollection') {
    if (!Array.isArray(geometries)) return '"geometries" of a GeometryCollection is a list of geometries.';
    if (depth >= deepest) return `its collections are more than ${deepest} deep.`;
    for (const inner of geometries) {
      const fault = faultIn(inner, sizes, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type)) {
    return `"type" is one of ${[...Object.keys(shapes), 'GeometryCollection'].join(', ')}.`;
  }
  // What is empty has an empty list.
  if (Array.isArray(coordinates) && coordinates.length === 0) return undefined;
  return shapes[type as keyof typeof shapes](coordinates, sizes);
}

type Shape = (value: unknown, sizes: Set<number>) => string | undefined;

const position: Shape = (value, sizes) => {
  const numbers = Array.isArray(value) && value.every(Number.isFinite) ? value.length : 0;
  if (numbers !== 2 && numbers !== 3) return 'a position is a list of two or three finite numbers.';
  sizes.add(numbers);
  return undefined;
};

const listOf =
  (shape: Shape, least: number, what: string): Shape =>
  (value, sizes) => {
    if (!Array.isArray(value) || value.length < least) return `${what} is a list of ${least} or more.`;
    for (const item of value) {
      const fault = shape(item, sizes);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };

const line = listOf(position, 2, 'the positions of a line');

const ring: Shape = (value, sizes) => {
  const fault = listOf(position, 4, 'the positions of a ring')(value, sizes);
  if (fault !== undefined) return fault;
  const [first, last] = [(value as unknown[]).at(0), (value as unknown[]).at(-1)];
  return JSON.stringify(first) === JSON.stringify(last) ? undefined : 'a ring ends where it begins.';
};

const polygon = listOf(ring, 1, 'the rings of a polygon');

const shapes = {
  Point: position,
  MultiPoint: listOf(position, 1, 'the points'),
  LineString: line,
  MultiLineString: listOf(line, 1, 'the lines'),
  Polygon: polygon,
  MultiPolygon: listOf(polygon, 1, 'the polygons'),
} as const satisfies Record<string, Shape>;
