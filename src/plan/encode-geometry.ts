import type { BaseType } from '../model/data-type.js';
import { spaceOf, sridOf } from '../model/space-of.js';
import type { Coordinates, Geometry } from '../typesystem/scalars/geometry-fault.js';
import { badUserInput } from './bad-user-input.js';

/**
 * A geometry of GeoJSON as PostGIS reads it: `SRID=4326;POINT(5.3 60.4)`.
 * @throws {PillionError} `BAD_USER_INPUT` for a `crs` that the column has not.
 */
export function encodeGeometry(value: unknown, type: BaseType, argument: string): string {
  const geometry = value as Geometry;
  const srid = sridOfValue(value as { readonly crs?: unknown }, type, argument);
  const text = wellKnownText(geometry, isThreeDimensional(geometry));
  return srid === 0 ? text : `SRID=${srid};${text}`;
}

/** WGS 84 unless `crs` says else; null says that there is none. */
function sridOfValue({ crs }: { readonly crs?: unknown }, type: BaseType, argument: string): number {
  const declared = sridOf(type) ?? (spaceOf(type) === 'geography' ? wgs84 : undefined);
  // What is in degrees is transformed for geometries of another system; geographies are in degrees all.
  const accepted = spaceOf(type) === 'geography' ? [declared] : [wgs84, declared];
  if (crs === undefined) return accepted[0] ?? wgs84;
  const srid = crs === null ? 0 : sridNamed(crs);
  if (srid !== undefined && (declared === undefined || accepted.includes(srid))) return srid;
  const expected = [...new Set(accepted.flatMap((known) => (known === undefined ? [] : `EPSG:${known}`)))];
  throw badUserInput(argument, `"crs" is not a coordinate system of the column: expected ${expected.join(' or ')}.`);
}

const wgs84 = 4326;

/** `{ type: "name", properties: { name: "EPSG:3857" } }`, as PostGIS writes it. */
function sridNamed(crs: unknown): number | undefined {
  const { properties } = crs as { readonly properties?: unknown };
  const { name } = (properties ?? {}) as { readonly name?: unknown };
  if (typeof name !== 'string') return undefined;
  if (/^(?:urn:ogc:def:crs:)?OGC:1\.3:CRS84$/.test(name)) return wgs84;
  const code = /^(?:urn:ogc:def:crs:)?EPSG:{1,2}([1-9]\d{0,5})$/.exec(name)?.[1];
  return code === undefined ? undefined : Number(code);
}

function wellKnownText(geometry: Geometry, threeDimensional: boolean): string {
  const word = `${geometry.type.toUpperCase()}${threeDimensional ? ' Z ' : ''}`;
  const parts =
    geometry.type === 'GeometryCollection'
      ? geometry.geometries.map((inner) => wellKnownText(inner, threeDimensional))
      : geometry.coordinates.map(coordinatesText);
  if (parts.length === 0) return `${word} EMPTY`;
  // A point is one position, its parts are numbers.
  return `${word}(${parts.join(geometry.type === 'Point' ? ' ' : ',')})`;
}

function coordinatesText(value: number | Coordinates): string {
  if (typeof value === 'number') return String(value);
  if (value.every((part) => typeof part === 'number')) return value.join(' ');
  return `(${value.map(coordinatesText).join(',')})`;
}

function isThreeDimensional(geometry: Geometry): boolean {
  return geometry.type === 'GeometryCollection'
    ? geometry.geometries.some(isThreeDimensional)
    : geometry.coordinates.flat(3).length > 0 && sizeOfPosition(geometry.coordinates) === 3;
}

function sizeOfPosition(value: Coordinates): number {
  const [first] = value;
  return typeof first === 'object' ? sizeOfPosition(first) : value.length;
}
