const year = (from) => `${from}-01T00:00:00Z`;

export const groups = {
  name: 'group by',
  requests: 800,
  query: `query ($from: DateTime!, $to: DateTime!) { bookings(where: { bookedAt: { gte: $from, lt: $to } }) {
    groupBy(by: [{ column: status }]) { nodes { keys { status } aggregate { count sum { total } } } } } }`,
  variables: (turn) => {
    const month = String((turn % 12) + 1).padStart(2, '0');
    return { from: year(`2024-${month}`), to: year(`2025-${month}`) };
  },
  postgraphile: {
    // Its groups have no count, so each booking is counted by its key; and no order.
    query: `query ($from: Datetime!, $to: Datetime!) {
      bookings(filter: { bookedAt: { greaterThanOrEqualTo: $from, lessThan: $to } }) {
        groupedAggregates(groupBy: STATUS) { keys distinctCount { bookingId } sum { total } } } }`,
    answer: ({ bookings: { groupedAggregates } }) =>
      asGroups(
        groupedAggregates.map(({ keys: [status], distinctCount, sum }) => ({
          status,
          count: Number(distinctCount.bookingId),
          total: sum.total,
        })),
      ),
  },
  byHand: {
    query: 'query ($from: String!, $to: String!) { bookingsByStatus(from: $from, to: $to) { status count total } }',
    answer: ({ bookingsByStatus }) => asGroups(bookingsByStatus),
  },
  values: ({ from, to }) => [from, to],
  json: {
    text: `select json_build_object('bookings', json_build_object('groupBy', json_build_object('nodes', coalesce(json_agg(
        json_build_object('keys', json_build_object('status', status), 'aggregate', json_build_object('count', count,
          'sum', json_build_object('total', total::text)))), '[]'))))::text
      from (select status, count(*), sum(total) as total from booking
        where booked_at >= $1::timestamptz and booked_at < $2::timestamptz group by status order by status) g`,
  },
  text: {
    text: `select concat('{"bookings":{"groupBy":{"nodes":[', string_agg(concat('{"keys":{"status":"', status,
        '"},"aggregate":{"count":', count, ',"sum":{"total":"', total, '"}}}'), ','), ']}}}')
      from (select status, count(*), sum(total) as total from booking
        where booked_at >= $1::timestamptz and booked_at < $2::timestamptz group by status order by status) g`,
  },
  rows: {
    text: `select status, count(*), sum(total) from booking
      where booked_at >= $1::timestamptz and booked_at < $2::timestamptz group by status order by status`,
    write: (rows) => {
      const nodes = rows.map(
        ([status, count, total]) =>
          `{"keys":{"status":"${status}"},"aggregate":{"count":${count},"sum":{"total":"${total}"}}}`,
      );
      return `{"bookings":{"groupBy":{"nodes":[${nodes.join(',')}]}}}`;
    },
  },
};

const statuses = ['held', 'paid', 'travelled', 'refunded'];

function asGroups(rows) {
  const nodes = rows
    .toSorted((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status))
    .map(({ status, count, total }) => ({ keys: { status }, aggregate: { count, sum: { total } } }));
  return { bookings: { groupBy: { nodes } } };
}
