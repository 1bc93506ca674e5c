/** A small shop of records, with every kind of column that an extension may need. */
export const CATALOGUE_SQL = `
  create type mood as enum ('calm', 'loud');
  create table artist (artist_id int primary key, name text not null);
  create table album (
    album_id int primary key, artist_id int not null references artist, title text not null, slug text unique,
    released date
  );
  create table track (
    track_id bigint primary key, album_id int not null references album, name text not null,
    milliseconds int not null, bytes bigint, price numeric(8, 2) not null, mood mood, tags text[] not null default '{}',
    details jsonb, played int4range, secret text
  );
  comment on column track.secret is '@omit';
  create table chart (album_id int references album, place int, week int, primary key (week, place));
  insert into artist values (1, 'Ann'), (2, 'Bob');
  insert into album values
    (1, 1, 'First', 'first', '2001-02-03'), (2, 1, 'Second', null, null), (3, 2, 'Third', 'third', '2020-01-01');
  insert into track values
    (9007199254740993, 1, 'One', 61000, 9007199254740995, 0.99, 'calm', '{a,b}', '{"big": 12345678901234567890.5}', '[1,5)', 's1'),
    (2, 1, 'Two', 125000, null, 1.50, 'loud', '{}', null, null, 's2'),
    (3, 2, 'Three', 3599000, 5, 100.00, null, '{c}', '[1]', 'empty', null),
    (4, 3, 'Four', 0, 6, 0.00, 'calm', '{}', '"x"', null, 's4');
  insert into chart values (3, 1, 10), (1, 2, 10), (2, 1, 11);
`;
