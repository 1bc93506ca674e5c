import { postgis } from '@electric-sql/pglite-postgis';
// The release of PGlite that this build of PostGIS is made for.
import { PGlite } from 'pglite-for-postgis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reflectPGlite, type ReflectedPGlite } from '../support/reflected-pglite.js';

/** The extension stands in a namespace of its own, which no `search_path` names. A grid, so that there are ties. */
const schema = `
  create schema extensions;
  create extension postgis schema extensions;
  set search_path = public, extensions;
  create table public.place (
    place_id integer primary key,
    location geometry(Point, 4326) not null,
    area geometry(Polygon, 4326),
    high geometry(PointZ, 4326),
    flat geometry(Point, 3857),
    spot geography(Point),
    region geography(Polygon, 4326),
    anything geometry
  );
  insert into public.place
    select i, point, case when i % 5 > 0 then st_buffer(point, 0.4 + i % 3, 2) end,
      st_setsrid(st_makepoint(i % 10, i / 10, i), 4326), st_transform(point, 3857), point::geography,
      case when i % 4 = 0 then st_buffer(point, 1, 1)::geography end,
      case i when 1 then 'CIRCULARSTRING(0 0,1 1,2 0)'::geometry
        when 2 then 'SRID=3857;LINESTRING(0 0,1.5 2e-9)' when 3 then 'SRID=4326;GEOMETRYCOLLECTION(POINT(1 2),POLYGON EMPTY)'
        when 4 then 'SRID=4326;MULTIPOLYGON Z(((0 0 1,0 2 1,2 0 1,0 0 1)),((5 5 1,5 6 1,6 5 1,5 5 1)))' when 5 then 'POINT EMPTY' end
    from (
      select i, st_setsrid(st_makepoint(i % 10, i / 10), 4326) as point from generate_series(1, 80) as i
    ) as points;
  create index location_index on public.place using gist (location);
  create index area_index on public.place using gist (area);
  create index spot_index on public.place using gist (spot);
  create index flat_index on public.place using gist (flat);
  create table public.visit (visit_id integer primary key, place_id integer references public.place);
  insert into public.visit select i, nullif(i * 7 % 81, 0) from generate_series(1, 40) as i;
  create function public.centre(place public.place) returns geometry stable language sql as
    'select extensions.st_centroid(place.area)';
  create function public.places_around(near geometry, distance double precision) returns setof public.place
    stable language sql as 'select * from public.place where extensions.st_dwithin(location, near, distance)';
  set search_path = public;
  analyze;`;

let places: ReflectedPGlite;
beforeAll(async () => {
  places = await reflectPGlite(schema, { extensions: { postgis }, create: PGlite.create.bind(PGlite) });
}, 900_000);
afterAll(() => places.close());

/** With PostGIS in the path, which the statements of the gateway do not need. */
async function oracle(query: string): Promise<unknown[]> {
  await places.column("select set_config('search_path', 'public, extensions', false)");
  const rows = await places.column(query);
  await places.column("select set_config('search_path', 'public', false)");
  return rows;
}

const ids = async (rest: string): Promise<unknown[]> =>
  (await oracle(`select place_id from place ${rest}`)).map((placeId) => ({ placeId }));

test('values are GeoJSON, with every digit and the third dimension', async () => {
  const rows = await oracle(
    `select json_build_object('placeId', place_id, 'location', st_asgeojson(location)::json,
       'area', st_asgeojson(area, 15)::json, 'high', st_asgeojson(high)::json, 'flat', st_asgeojson(flat, 15, 8)::json,
       'spot', st_asgeojson(spot)::json)
     from place order by place_id limit 8`,
  );
  const fields = 'placeId location area high flat spot';
  expect(await places.ask(`{ places(first: 8) { nodes { ${fields} } } }`)).toEqual({ places: { nodes: rows } });
});

test('of any column: curves as lines, collections, empty ones, and their coordinate system', async () => {
  const answer = await places.ask('{ places(first: 6) { nodes { anything } } }');
  const [curve, line, collection, polygons, empty, none] = (
    answer as { places: { nodes: { anything: { type: string; coordinates: unknown } }[] } }
  ).places.nodes.map(({ anything }) => anything);
  expect(curve?.type).toBe('LineString');
  expect(curve?.coordinates).toHaveLength(65);
  expect(line).toEqual({
    type: 'LineString',
    crs: { type: 'name', properties: { name: 'EPSG:3857' } },
    coordinates: [
      [0, 0],
      [1.5, 2e-9],
    ],
  });
  expect(collection).toEqual({
    type: 'GeometryCollection',
    geometries: [
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Polygon', coordinates: [] },
    ],
  });
  expect(polygons?.coordinates).toEqual([
    [
      [
        [0, 0, 1],
        [0, 2, 1],
        [2, 0, 1],
        [0, 0, 1],
      ],
    ],
    [
      [
        [5, 5, 1],
        [5, 6, 1],
        [6, 5, 1],
        [5, 5, 1],
      ],
    ],
  ]);
  expect(empty).toEqual({ type: 'Point', coordinates: [] });
  expect(none).toBeNull();
});

const square = {
  type: 'Polygon',
  coordinates: [
    [
      [2, 2],
      [6, 2],
      [6, 6],
      [2, 6],
      [2, 2],
    ],
  ],
};
const squareText = 'SRID=4326;POLYGON((2 2,6 2,6 6,2 6,2 2))';

describe('predicates', () => {
  const geometric = {
    intersects: 'st_intersects',
    disjoint: 'st_disjoint',
    contains: 'st_contains',
    within: 'st_within',
    covers: 'st_covers',
    coveredBy: 'st_coveredby',
    equals: 'st_equals',
    touches: 'st_touches',
    crosses: 'st_crosses',
    overlaps: 'st_overlaps',
  };
  test.each(Object.entries(geometric))('%s', async (predicate, called) => {
    const points = { intersects: square, within: square, disjoint: square, coveredBy: square, touches: square };
    const source = `query ($square: GeoJSON!, $point: GeoJSON!, $line: GeoJSON!) {
      square: places(where: { or: [{ area: { ${predicate}: $square } }, { location: { ${predicate}: $square } }] }) { nodes { placeId } }
      point: places(where: { or: [{ area: { ${predicate}: $point } }, { location: { ${predicate}: $point } }] }) { nodes { placeId } }
      line: places(where: { or: [{ area: { ${predicate}: $line } }, { location: { ${predicate}: $line } }] }) { nodes { placeId } }
    }`;
    const variables = {
      square,
      point: { type: 'Point', coordinates: [4, 4] },
      line: {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [9, 7.5],
        ],
      },
    };
    const where = (text: string): string =>
      `where ${called}(area, '${text}') or ${called}(location, '${text}') order by place_id`;
    const expected = {
      square: { nodes: await ids(where(squareText)) },
      point: { nodes: await ids(where('SRID=4326;POINT(4 4)')) },
      line: { nodes: await ids(where('SRID=4326;LINESTRING(0 0,9 7.5)')) },
    };
    if (predicate in points) expect(expected.square.nodes.length).toBeGreaterThan(3);
    expect(await places.ask(source, variables)).toEqual(expected);
  });

  test.each(Object.entries({ intersects: 'st_intersects', covers: 'st_covers', coveredBy: 'st_coveredby' }))(
    '%s of geographies',
    async (predicate, called) => {
      const answer = await places.ask(
        `query ($square: GeoJSON!, $point: GeoJSON!) {
          spot: places(where: { spot: { ${predicate}: $square } }) { nodes { placeId } }
          region: places(where: { region: { ${predicate}: $point } }) { nodes { placeId } }
        }`,
        { square, point: { type: 'Point', coordinates: [4, 4.2] } },
      );
      expect(answer).toEqual({
        spot: { nodes: await ids(`where ${called}(spot, '${squareText}'::geography) order by place_id`) },
        region: { nodes: await ids(`where ${called}(region, 'POINT(4 4.2)'::geography) order by place_id`) },
      });
    },
  );

  test('boxes that overlap, and what is within a distance', async () => {
    const answer = await places.ask(`{
      box: places(where: { area: { boxOverlaps: { type: "LineString", coordinates: [[3, 3], [5, 5]] } } }) { nodes { placeId } }
      spotBox: places(where: { spot: { boxOverlaps: { type: "Point", coordinates: [3, 3] } } }) { nodes { placeId } }
      near: places(where: { location: { withinDistance: { of: { type: "Point", coordinates: [4, 4] }, distance: 1.5 } } }) { nodes { placeId } }
      metres: places(where: { spot: { withinDistance: { of: { type: "Point", coordinates: [4, 4] }, distance: 120000 } } }) { nodes { placeId } }
      flat: places(where: { flat: { withinDistance: { of: { type: "Point", coordinates: [4, 4] }, distance: 112000 } } }) { nodes { placeId } }
      none: places(where: { area: { isNull: true } }) { totalCount }
    }`);
    const point = "'SRID=4326;POINT(4 4)'";
    expect(answer).toEqual({
      box: { nodes: await ids(`where area && 'SRID=4326;LINESTRING(3 3,5 5)'::geometry order by place_id`) },
      spotBox: { nodes: await ids(`where spot && 'POINT(3 3)'::geography order by place_id`) },
      near: { nodes: await ids(`where st_dwithin(location, ${point}::geometry, 1.5) order by place_id`) },
      metres: { nodes: await ids(`where st_dwithin(spot, ${point}::geography, 120000) order by place_id`) },
      flat: {
        nodes: await ids(`where st_dwithin(flat, st_transform(${point}::geometry, 3857), 112000) order by place_id`),
      },
      none: { totalCount: 16 },
    });
  });
});

test.each([
  ['location', "'SRID=4326;POINT(4.5 3)'::geometry"],
  ['area', "'SRID=4326;POINT(4.5 3)'::geometry"],
  ['flat', "st_transform('SRID=4326;POINT(4.5 3)'::geometry, 3857)"],
  ['spot', "'SRID=4326;POINT(4.5 3)'::geography"],
])('ordered by the distance of %s, which is shown', async (column, from) => {
  const to = 'to: { type: "Point", coordinates: [4.5, 3] }';
  const answer = await places.ask(`{
    nearest: places(first: 15, orderBy: [{ ${column}Distance: { ${to} } }]) { nodes { placeId ${column}Distance(${to}) } }
    furthest: places(first: 15, orderBy: [{ ${column}Distance: { ${to}, direction: DESC_NULLS_LAST } }]) { nodes { placeId } }
  }`);
  const nearest = await oracle(
    `select json_build_object('placeId', place_id, '${column}Distance', ${column} <-> ${from})
     from place order by ${column} <-> ${from}, place_id limit 15`,
  );
  expect(answer).toEqual({
    nearest: { nodes: nearest },
    furthest: { nodes: await ids(`order by ${column} <-> ${from} desc nulls last, place_id desc limit 15`) },
  });
});

test('pages by a distance along a relationship hold each row once', async () => {
  interface Page {
    readonly visits: {
      readonly nodes: readonly { readonly visitId: number }[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    };
  }
  const source = `query ($to: GeoJSON!, $after: String) {
    visits(first: 7, after: $after, orderBy: [{ place: { areaDistance: { to: $to } } }]) {
      nodes { visitId } pageInfo { endCursor hasNextPage }
    }
  }`;
  const found: number[] = [];
  let after: string | undefined;
  for (let more = true; more;) {
    const { visits } = (await places.ask(source, { to: square, ...(after !== undefined && { after }) })) as Page;
    found.push(...visits.nodes.map(({ visitId }) => visitId));
    [after, more] = [visits.pageInfo.endCursor, visits.pageInfo.hasNextPage];
  }
  expect(found).toEqual(
    await oracle(
      `select visit_id from visit left join place using (place_id) order by area <-> '${squareText}'::geometry, visit_id`,
    ),
  );
});

test('computed geometries and arguments of functions', async () => {
  const answer = await places.ask(
    `query ($near: GeoJSON!) {
      placesAround(near: $near, distance: 1, orderBy: [{ centreDistance: { to: $near } }]) {
        nodes { placeId centre centreDistance(to: $near) }
      }
    }`,
    { near: { type: 'Point', coordinates: [4, 4] } },
  );
  const point = "'SRID=4326;POINT(4 4)'::geometry";
  const nodes = await oracle(
    `select json_build_object('placeId', place_id, 'centre', st_asgeojson(st_centroid(area), 15)::json,
       'centreDistance', st_centroid(area) <-> ${point})
     from place where st_dwithin(location, ${point}, 1) order by st_centroid(area) <-> ${point}, place_id`,
  );
  expect(nodes.length).toBeGreaterThan(3);
  expect(answer).toEqual({ placesAround: { nodes } });
});

const crs = (name: string) => ({ type: 'name', properties: { name } });

test.each([
  ['GeometryCollection', { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }, square] }],
  [
    'MultiPoint',
    {
      type: 'MultiPoint',
      coordinates: [
        [4, 4],
        [5, 5.5],
      ],
    },
  ],
  [
    'MultiLineString',
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [1, 1],
          [2, 2],
        ],
        [
          [3, 3],
          [4, 5],
        ],
      ],
    },
  ],
  [
    'MultiPolygon',
    {
      type: 'MultiPolygon',
      coordinates: [
        square.coordinates,
        [
          [
            [7, 7],
            [8, 7],
            [8, 8],
            [7, 7],
          ],
        ],
      ],
    },
  ],
  ['empty', { type: 'MultiPolygon', coordinates: [] }],
  [
    'three dimensions',
    {
      type: 'LineString',
      coordinates: [
        [1, 2, 3],
        [4, 5, 6.5],
      ],
    },
  ],
  [
    'three dimensions in a collection',
    {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [1, 2, 3] },
        { type: 'Point', coordinates: [] },
      ],
    },
  ],
  [
    'numbers of any size',
    {
      type: 'MultiPoint',
      coordinates: [
        [1e21, -1e-7],
        [0.1, 12345678.123456789],
      ],
    },
  ],
])('%s is read as PostGIS reads its GeoJSON', async (_, geometry) => {
  const answer = await places.ask(
    'query ($geometry: GeoJSON!) { places(where: { area: { intersects: $geometry } }) { nodes { placeId } } }',
    { geometry },
  );
  const text = JSON.stringify(geometry);
  expect(answer).toEqual({
    places: { nodes: await ids(`where st_intersects(area, st_geomfromgeojson('${text}')) order by place_id`) },
  });
});

test.each([
  [crs('EPSG:4326'), 'flat'],
  [crs('urn:ogc:def:crs:OGC:1.3:CRS84'), 'flat'],
  [crs('urn:ogc:def:crs:EPSG::3857'), 'flat'],
  [crs('EPSG:3857'), 'anything'],
  [crs('EPSG:4326'), 'spot'],
])('the coordinate system %j is one of the column %s', async (given, column) => {
  const to = { type: 'Point', crs: given, coordinates: [4, 4] };
  const source = `query ($to: GeoJSON!) { place(placeId: 2) { ${column}Distance(to: $to) } }`;
  const point = `st_setsrid(st_makepoint(4, 4), ${given.properties.name.endsWith('3857') ? 3857 : 4326})`;
  const system = { flat: `st_transform(${point}, 3857)`, spot: `${point}::geography` }[column] ?? point;
  const [distance] = await oracle(`select ${column} <-> ${system} from place where place_id = 2`);
  expect(await places.ask(source, { to })).toEqual({ place: { [`${column}Distance`]: distance } });
});

test('without a coordinate system where the column has none', async () => {
  const to = { type: 'Point', crs: null, coordinates: [4, 4] };
  const source = 'query ($to: GeoJSON!) { place(placeId: 1) { anythingDistance(to: $to) } }';
  const [distance] = await oracle("select anything <-> 'POINT(4 4)'::geometry from place where place_id = 1");
  expect(await places.ask(source, { to })).toEqual({ place: { anythingDistance: distance } });
});

test.each([
  [{ type: 'Point', coordinates: [1] }, 'a position is a list of two or three finite numbers'],
  [{ type: 'Point', coordinates: ['1', 2] }, 'a position is a list'],
  [{ type: 'Point', coordinates: [1, 2, 3, 4] }, 'a position is a list'],
  [{ type: 'Point' }, 'a position is a list'],
  [{ type: 'LineString', coordinates: [[1, 2]] }, 'the positions of a line is a list of 2 or more'],
  [
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
    'the positions of a ring is a list of 4 or more',
  ],
  [
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
        ],
      ],
    },
    'a ring ends where it begins',
  ],
  [{ type: 'Feature', geometry: square }, '"type" is one of Point'],
  [{ type: 'constructor', coordinates: [1, 2] }, '"type" is one of Point'],
  [{ type: 'GeometryCollection', geometries: {} }, '"geometries" of a GeometryCollection'],
  [
    {
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [1, 2, 3],
      ],
    },
    'some of its positions have two numbers, some three',
  ],
  ['POINT(1 2)', 'a geometry is an object'],
  [[1, 2], 'a geometry is an object'],
  [
    { type: 'Point', coordinates: [1, 2], crs: crs('EPSG:3857') },
    '"crs" is not a coordinate system of the column: expected EPSG:4326',
  ],
  [{ type: 'Point', coordinates: [1, 2], crs: null }, 'expected EPSG:4326'],
  [{ type: 'Point', coordinates: [1, 2], crs: 'EPSG:4326' }, 'expected EPSG:4326'],
])('%j is refused', async (geometry, message) => {
  const source =
    'query ($geometry: GeoJSON!) { places(where: { location: { intersects: $geometry } }) { totalCount } }';
  expect(await places.ask(source, { geometry })).toContain(message);
});

test.each([
  [
    '{ location: { withinDistance: { of: { type: "Point", coordinates: [1, 2] }, distance: -1 } } }',
    'distance: -1 is negative',
  ],
  ['{ location: { intersects: null } }', 'intersects: null compares with nothing'],
  ['{ location: { intersects: { type: Point, coordinates: [1, 2] } } }', 'Point is neither a string nor a number'],
  [
    '{ location: { intersects: { type: "Point", coordinates: [1e999, 2] } } }',
    'a position is a list of two or three finite',
  ],
  [
    '{ spot: { within: { type: "Point", coordinates: [1, 2] } } }',
    'Field "within" is not defined by type "GeographyFilter"',
  ],
])('%s is refused', async (where, message) => {
  expect(await places.ask(`{ places(where: ${where}) { totalCount } }`)).toContain(message);
});

const at = '{ type: "Point", coordinates: [4, 4] }';

test.each([
  [`orderBy: [{ locationDistance: { to: ${at} } }]`, 'location_index'],
  [`orderBy: [{ spotDistance: { to: ${at} } }]`, 'spot_index'],
  [`orderBy: [{ flatDistance: { to: ${at} } }]`, 'flat_index'],
  [`where: { location: { withinDistance: { of: ${at}, distance: 1 } } }`, 'location_index'],
  [`where: { spot: { withinDistance: { of: ${at}, distance: 1000 } } }`, 'spot_index'],
  [`where: { flat: { withinDistance: { of: ${at}, distance: 1000 } } }`, 'flat_index'],
  [`where: { area: { intersects: ${at} } }`, 'area_index'],
  [`where: { area: { contains: ${at} } }`, 'area_index'],
  [`where: { area: { boxOverlaps: ${at} } }`, 'area_index'],
])('%s is answered by %s', async (argument, index) => {
  // Of so few rows it would not be worth it.
  await places.column("select set_config('enable_seqscan', 'off', false), set_config('enable_sort', 'off', false)");
  const asked = argument.startsWith('where')
    ? `(${argument}) { totalCount }`
    : `(first: 5, ${argument}) { nodes { placeId } }`;
  const plan = await places.explain(`{ places${asked} }`);
  await places.column("select set_config('enable_seqscan', 'on', false), set_config('enable_sort', 'on', false)");
  expect(plan).toContain(index);
});
